package dev.seaworthy.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Sees, while a method passes by, whether it gives the slot of a parameter to something of another type, which javac never
 * does: another agent has rewritten it. Reading such a slot at exit would hand over what is no object as one.
 */
final class Habits extends MethodVisitor {

    /** What may be stored in each slot of a parameter: an opcode; 0 = nothing, the second half of a wide one. */
    private final int[] stores;

    /** The parameters as frames name them. */
    private final Object[] entries;

    private final boolean isConstructor;
    private int locals;
    private boolean strange;

    Habits(MethodVisitor next, String owner, int access, String method, String descriptor) {
        super(Opcodes.ASM9, next);
        isConstructor = method.equals("<init>");
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        Type[] parameters = Type.getArgumentTypes(descriptor);
        stores = new int[(Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic ? 1 : 0)];
        entries = new Object[parameters.length + (isStatic ? 0 : 1)];
        int slot = 0;
        int entry = 0;
        if (!isStatic) {
            stores[slot++] = Opcodes.ASTORE;
            entries[entry++] = owner;
        }
        for (Type type : parameters) {
            stores[slot] = type.getOpcode(Opcodes.ISTORE);
            entries[entry++] = WovenMethod.frameType(type);
            slot += type.getSize();
        }
        locals = entries.length;
    }

    boolean areStrange() {
        return strange;
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
        if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
            boolean wide = opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
            strange |= slot < stores.length && stores[slot] != opcode;
            strange |= wide && slot + 1 < stores.length && stores[slot + 1] != 0;
        }
        super.visitVarInsn(opcode, slot);
    }

    @Override
    public void visitFrame(
            int type,
            int numLocal,
            @Nullable Object @Nullable [] local,
            int numStack,
            @Nullable Object @Nullable [] stack) {
        switch (type) {
            case Opcodes.F_APPEND -> locals += numLocal;
            case Opcodes.F_CHOP -> locals -= numLocal;
            case Opcodes.F_FULL, Opcodes.F_NEW -> {
                locals = numLocal;
                for (int i = isConstructor ? 1 : 0; i < entries.length && i < numLocal; i++) {
                    strange |= local == null || !entries[i].equals(local[i]);
                }
            }
            default -> {}
        }
        strange |= locals < entries.length;
        super.visitFrame(type, numLocal, local, numStack, stack);
    }
}
