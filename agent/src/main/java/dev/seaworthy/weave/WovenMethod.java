package dev.seaworthy.weave;

import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts hooks into one method. As Java, with all three points: {@code enter(id, …); try { …; exit(result, id, …); return
 * result; } catch (Throwable t) { thrown(t, id, …); throw t; }}. Stack and locals are counted here, not computed; the
 * one new frame declares only what the method never spoils, so it verifies in class files of version 49 on.
 */
final class WovenMethod extends MethodVisitor {

    private static final String ENTER = "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String EXIT = "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String THROWN =
            "(Ljava/lang/Throwable;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V";

    private static final String BOUND_BITS = "(ILjava/lang/Object;IJ)V";
    private static final String BOUND_OBJECT = "(ILjava/lang/Object;ILjava/lang/Object;)V";
    private static final String ROW = "(ZLjava/lang/Object;)V";
    private static final String COMPLETED = "(ZILjava/lang/Object;)V";

    /** What a null of whatever type is bound as. */
    private static final long NULL_BITS = 0x5EA_0000_0000_0000L;

    /** Result (2), its box (while boxing 2 more), hook id, three values, of which one may be a long (2). */
    private static final int MORE_STACK = 8;

    private final List<Hook> hooks;
    private final @Nullable Slots slots;
    private final String bridge;
    private final String owner;
    private final int version;
    private final boolean isStatic;
    private final boolean isConstructor;
    private final String method;
    private final String descriptor;
    private final Type[] parameters;
    private final Type result;
    private final Label start = new Label();
    private final Label end = new Label();
    private boolean catches;

    WovenMethod(
            MethodVisitor next,
            List<Hook> hooks,
            @Nullable Slots slots,
            String bridge,
            String owner,
            int version,
            int access,
            String method,
            String descriptor) {
        super(Opcodes.ASM9, next);
        this.hooks = hooks;
        this.slots = slots;
        this.bridge = bridge;
        this.owner = owner;
        this.version = version;
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.isConstructor = method.equals("<init>");
        this.method = method;
        this.descriptor = descriptor;
        this.parameters = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
        for (int i = 0; i < hooks.size(); i++) {
            // In a constructor the handler's "this" may not be initialised yet.
            catches |= (hooks.get(i).points & Hook.THROWN) != 0 && !isConstructor;
        }
    }

    @Override
    public void visitCode() {
        super.visitCode();
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            if ((hook.points & Hook.ENTER) != 0) {
                number(hook.id);
                give(hook, true);
                call("enter", ENTER);
            } else if (hook.points == Hook.BIND) {
                bind(hook);
            }
        }
        if (catches) {
            visitLabel(start);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            for (int i = 0; i < hooks.size(); i++) {
                Hook hook = hooks.get(i);
                if (hook.points == Hook.ROW && opcode == Opcodes.IRETURN && keeps(0)) {
                    super.visitInsn(Opcodes.DUP);
                    super.visitVarInsn(Opcodes.ALOAD, 0);
                    call("row", ROW);
                }
                if (hook.points == Hook.COMPLETION && opcode == Opcodes.IRETURN && keeps(0)) {
                    super.visitInsn(Opcodes.DUP);
                    number(hook.id);
                    super.visitVarInsn(Opcodes.ALOAD, 0);
                    call("completed", COMPLETED);
                }
                if ((hook.points & Hook.EXIT) != 0) {
                    copyResult(hook);
                    number(hook.id);
                    give(hook, false);
                    call("exit", EXIT);
                }
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (catches) {
            visitLabel(end);
            // The last entry of the table is the outermost: the method's own handlers come first.
            super.visitTryCatchBlock(start, end, end, "java/lang/Throwable");
            if (version >= Opcodes.V1_6) {
                Object[] locals = locals();
                super.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
            }
            for (int i = 0; i < hooks.size(); i++) {
                Hook hook = hooks.get(i);
                if ((hook.points & Hook.THROWN) != 0) {
                    super.visitInsn(Opcodes.DUP);
                    number(hook.id);
                    give(hook, false);
                    call("thrown", THROWN);
                }
            }
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(maxStack + MORE_STACK, maxLocals);
    }

    private Object[] locals() {
        Object[] locals = new Object[1 + 2 * parameters.length];
        int count = 0;
        int slot = 0;
        if (!isStatic) {
            locals[count++] = keeps(0) ? owner : Opcodes.TOP;
            slot = 1;
        }
        for (Type type : parameters) {
            boolean wide = type.getSize() == 2;
            if (keeps(slot) && (!wide || keeps(slot + 1))) {
                locals[count++] = frameType(type);
            } else {
                locals[count++] = Opcodes.TOP;
                if (wide) {
                    locals[count++] = Opcodes.TOP;
                }
            }
            slot += type.getSize();
        }
        return java.util.Arrays.copyOf(locals, count);
    }

    static Object frameType(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.OBJECT, Type.ARRAY -> type.getInternalName();
            default -> Opcodes.INTEGER;
        };
    }

    private boolean keeps(int slot) {
        return slots == null || slots.keeps(method, descriptor, slot);
    }

    private void give(Hook hook, boolean entering) {
        for (int i = 0; i < 3; i++) {
            if (i < hook.gives.length) {
                give(hook.gives[i], entering, hook.objectsOnly);
            } else {
                super.visitInsn(Opcodes.ACONST_NULL);
            }
        }
    }

    private void give(int what, boolean entering, boolean objectsOnly) {
        if (what == Hook.SELF) {
            boolean there = !isStatic && (entering ? !isConstructor : keeps(0));
            if (there) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
            } else {
                super.visitInsn(Opcodes.ACONST_NULL);
            }
            return;
        }
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < what && i < parameters.length; i++) {
            slot += parameters[i].getSize();
        }
        boolean wide = what < parameters.length && parameters[what].getSize() == 2;
        if (what >= parameters.length
                || objectsOnly && parameters[what].getSort() < Type.ARRAY
                || !entering && !(keeps(slot) && (!wide || keeps(slot + 1)))) {
            super.visitInsn(Opcodes.ACONST_NULL);
            return;
        }
        super.visitVarInsn(parameters[what].getOpcode(Opcodes.ILOAD), slot);
        box(parameters[what]);
    }

    /** {@code bound(id, this, index, value)}, the value as 64 bits where it is a primitive. */
    private void bind(Hook hook) {
        number(hook.id);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(Opcodes.ILOAD, 1);
        Type value = parameters[1];
        if (method.equals("setNull")) {
            super.visitLdcInsn(NULL_BITS);
            call("bound", BOUND_BITS);
            return;
        }
        super.visitVarInsn(value.getOpcode(Opcodes.ILOAD), 2);
        switch (value.getSort()) {
            case Type.OBJECT, Type.ARRAY -> {
                call("bound", BOUND_OBJECT);
                return;
            }
            case Type.LONG -> {}
            case Type.DOUBLE ->
                super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
            case Type.FLOAT -> {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
                super.visitInsn(Opcodes.I2L);
            }
            default -> super.visitInsn(Opcodes.I2L);
        }
        call("bound", BOUND_BITS);
    }

    private void copyResult(Hook hook) {
        if (result.getSort() == Type.VOID || hook.objectsOnly && result.getSort() < Type.ARRAY) {
            super.visitInsn(Opcodes.ACONST_NULL);
            return;
        }
        super.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
        box(result);
    }

    private void box(Type type) {
        String box;
        switch (type.getSort()) {
            case Type.BOOLEAN -> box = "java/lang/Boolean";
            case Type.CHAR -> box = "java/lang/Character";
            case Type.BYTE -> box = "java/lang/Byte";
            case Type.SHORT -> box = "java/lang/Short";
            case Type.INT -> box = "java/lang/Integer";
            case Type.LONG -> box = "java/lang/Long";
            case Type.FLOAT -> box = "java/lang/Float";
            case Type.DOUBLE -> box = "java/lang/Double";
            default -> {
                return;
            }
        }
        String valueOf =
                "(".concat(type.getDescriptor()).concat(")L").concat(box).concat(";");
        super.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", valueOf, false);
    }

    /**
     * No constant: the JVM may keep every constant that a class ever had, and each agent that comes brings new numbers.
     * What does not fit into 16 bits is put together from two halves.
     */
    private void number(int id) {
        short low = (short) id;
        if (low == id) {
            super.visitIntInsn(Opcodes.SIPUSH, id);
            return;
        }
        super.visitIntInsn(Opcodes.SIPUSH, (id - low) >> Short.SIZE);
        super.visitIntInsn(Opcodes.BIPUSH, Short.SIZE);
        super.visitInsn(Opcodes.ISHL);
        super.visitIntInsn(Opcodes.SIPUSH, low);
        super.visitInsn(Opcodes.IADD);
    }

    private void call(String to, String descriptorOfCall) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, to, descriptorOfCall, false);
    }
}
