package dev.seaworthy.weave;

import dev.seaworthy.bridge.SeaworthyBridge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves whole classes: every method, at entry, exit and throw, handing over all it can; binding and counting where it fits. */
final class Loom {
    static final String BRIDGE = SeaworthyBridge.class.getName().replace('.', '/');

    private final int first;
    final HookStatus status = new HookStatus();
    private final Receiver receiver = new Receiver() {};

    Loom() {
        this(0);
    }

    /** @param first the number of the first hook */
    Loom(int first) {
        this.first = first;
    }

    /** The woven class file; null where nothing was to weave. */
    byte[] weave(byte[] original) {
        return weave(original, Loom.class.getClassLoader());
    }

    /** The same by the loader of the JDK's own classes. */
    byte[] weaveAsOfTheJdk(byte[] original) {
        return weave(original, null);
    }

    private byte[] weave(byte[] original, ClassLoader loader) {
        ClassReader reader = new ClassReader(original);
        HookTable table = new HookTable(first);
        for (String method : methods(reader)) {
            table.add(Hook.on("test", reader.getClassName(), method, null, receiver, 0)
                    .give(Hook.SELF, 0, 1)
                    .atEntry()
                    .atExit()
                    .atThrow());
        }
        String owner = reader.getClassName();
        table.add(Hook.on("bind", owner, "set*", null, receiver, 0).atBind());
        // A class of the JDK has none.
        for (String method : loader == null ? Set.<String>of() : methods(reader)) {
            table.add(Hook.on("row", owner, method, null, receiver, 0).atRow());
        }
        return new Weaver(table, BRIDGE, status).transform(loader, reader.getClassName(), null, null, original);
    }

    /** Failures other than methods that are abstract, native or bridges. */
    List<HookStatus.Entry> failures() {
        List<HookStatus.Entry> failures = new ArrayList<>();
        for (HookStatus.Entry entry : status.entries()) {
            if (!entry.installed() && !entry.why().startsWith("no such method")) {
                failures.add(entry);
            }
        }
        return failures;
    }

    private static Set<String> methods(ClassReader reader) {
        Set<String> names = new LinkedHashSet<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        if (!name.equals("<clinit>")) {
                            names.add(name);
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        return names;
    }
}
