package dev.seaworthy.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Copies a class and puts hooks into the methods that have them. */
final class WovenClass extends ClassVisitor {

    private final List<Hook> hooks;
    private final @Nullable Slots slots;
    private final String bridge;
    private final HookStatus status;
    private final List<Hook> taken = new ArrayList<>();
    private final List<Habits> habits = new ArrayList<>();
    private String name = "";
    private int version;

    WovenClass(ClassVisitor next, List<Hook> hooks, @Nullable Slots slots, String bridge, HookStatus status) {
        super(Opcodes.ASM9, next);
        this.hooks = hooks;
        this.slots = slots;
        this.bridge = bridge;
        this.status = status;
    }

    boolean changed() {
        return !taken.isEmpty();
    }

    /** Whether a woven method treats its parameters as no method does that javac made. */
    boolean isStrange() {
        for (int i = 0; i < habits.size(); i++) {
            if (habits.get(i).areStrange()) {
                return true;
            }
        }
        return false;
    }

    void tellAbsent() {
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            if (taken.contains(hook)) {
                status.took(hook);
            } else {
                status.absent(hook);
            }
        }
    }

    @Override
    public void visit(
            int classVersion,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        version = classVersion & 0xFFFF;
        name = className;
        super.visit(classVersion, access, className, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
        List<Hook> here = matching(hooks, method, descriptor, access);
        if (slots != null && slots.passesOn(method, descriptor)) {
            for (int i = here.size() - 1; i >= 0; i--) {
                if (here.get(i).points == Hook.ROW) {
                    here.remove(i);
                }
            }
        }
        if (next == null || here.isEmpty()) {
            return next;
        }
        for (int i = 0; i < here.size(); i++) {
            if (!taken.contains(here.get(i))) {
                taken.add(here.get(i));
            }
        }
        WovenMethod woven = new WovenMethod(next, here, slots, bridge, name, version, access, method, descriptor);
        if (slots != null) {
            return woven;
        }
        Habits seen = new Habits(woven, name, access, method, descriptor);
        habits.add(seen);
        return seen;
    }

    static List<Hook> matching(List<Hook> hooks, String method, String descriptor, int access) {
        List<Hook> found = new ArrayList<>(2);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return found;
        }
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            if (hook.points >= Hook.BIND && (access & Opcodes.ACC_STATIC) != 0
                    || hook.publicOnly && (access & Opcodes.ACC_PUBLIC) == 0) {
                continue;
            }
            if (hook.matches(method, descriptor)
                    // A bridge method only calls the real one: hooking both would count twice.
                    && (access & Opcodes.ACC_BRIDGE) == 0) {
                found.add(hook);
            }
        }
        return found;
    }
}
