package dev.seaworthy.it;

import dev.seaworthy.harness.Libraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A copy of the packed agent with faults planted in it. */
final class Mutant {
    private final Path folder;

    private Mutant(Path folder) {
        this.folder = folder;
    }

    static Mutant of(Path folder) {
        return new Mutant(folder);
    }

    /** Every method whose name matches, in every class whose internal name does, throws as its first act. */
    Path throwing(String classes, String method) throws IOException {
        Path jar = Files.createTempFile(folder, "broken-", ".jar");
        Pattern wanted = Pattern.compile("inst/" + classes + "\\.classdata");
        int planted = 0;
        try (JarFile agent = new JarFile(Libraries.agent().toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(0); // as the agent's own jar is: inflating costs each start more
            for (Enumeration<JarEntry> entries = agent.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                out.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream in = agent.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    byte[] written = wanted.matcher(entry.getName()).matches() ? plant(bytes, method) : bytes;
                    planted += written == bytes ? 0 : 1;
                    out.write(written);
                }
            }
        }
        if (planted == 0) {
            throw new IllegalStateException("No class has a method " + method + " to plant a fault in");
        }
        return jar;
    }

    private static byte[] plant(byte[] original, String method) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean[] planted = {false};
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
                        if (!name.matches(method) || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_BRIDGE)) != 0) {
                            return code;
                        }
                        planted[0] = true;
                        return new MethodVisitor(Opcodes.ASM9, code) {
                            @Override
                            public void visitCode() {
                                super.visitCode();
                                // parsing fails; to the verifier the rest stays reachable
                                super.visitLdcInsn("planted");
                                super.visitMethodInsn(
                                        Opcodes.INVOKESTATIC,
                                        "java/lang/Integer",
                                        "parseInt",
                                        "(Ljava/lang/String;)I",
                                        false);
                                super.visitInsn(Opcodes.POP);
                            }

                            @Override
                            public void visitMaxs(int maxStack, int maxLocals) {
                                super.visitMaxs(Math.max(1, maxStack), maxLocals);
                            }
                        };
                    }
                },
                0);
        return planted[0] ? writer.toByteArray() : original;
    }
}
