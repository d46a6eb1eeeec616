package dev.seaworthy.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads which local variables a method never writes to, before it is woven. Only those still hold their parameter at
 * exit; a compiler may reuse the others, or declare them dead in a frame.
 */
final class Slots extends ClassVisitor {

    private final List<Hook> hooks;
    private final Map<String, boolean[]> spoiled = new HashMap<>();
    private final Set<String> passedOn = new HashSet<>();

    Slots(List<Hook> hooks) {
        super(Opcodes.ASM9);
        this.hooks = hooks;
    }

    /** Whether slot {@code slot} of a method holds its parameter to the end. */
    boolean keeps(String method, String descriptor, int slot) {
        boolean[] bad = spoiled.get(method.concat(descriptor));
        return bad != null && (slot >= bad.length || !bad[slot]);
    }

    /** Whether a method calls the one that it overrides. */
    boolean passesOn(String method, String descriptor) {
        return passedOn.contains(method.concat(descriptor));
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (WovenClass.matching(hooks, name, descriptor, access).isEmpty()) {
            return null;
        }
        boolean[] bad = new boolean[256];
        spoiled.put(name.concat(descriptor), bad);
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitVarInsn(int opcode, int slot) {
                if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
                    spoil(bad, slot);
                    if (opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE) {
                        spoil(bad, slot + 1);
                    }
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String given, boolean onInterface) {
                if (opcode == Opcodes.INVOKESPECIAL && called.equals(name) && given.equals(descriptor)) {
                    passedOn.add(name.concat(descriptor));
                }
            }

            @Override
            public void visitIincInsn(int slot, int increment) {
                spoil(bad, slot);
            }

            @Override
            public void visitFrame(
                    int type, int locals, Object @Nullable [] local, int stacks, Object @Nullable [] stack) {
                int slot = 0;
                for (int i = 0; i < locals && local != null; i++) {
                    if (local[i] == Opcodes.TOP) {
                        spoil(bad, slot);
                    }
                    slot += local[i] == Opcodes.LONG || local[i] == Opcodes.DOUBLE ? 2 : 1;
                }
                // A frame that ends early declares the rest dead.
                for (; slot < bad.length; slot++) {
                    bad[slot] = true;
                }
            }
        };
    }

    private static void spoil(boolean[] bad, int slot) {
        if (slot < bad.length) {
            bad[slot] = true;
        }
    }
}
