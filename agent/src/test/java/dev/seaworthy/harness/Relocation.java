package dev.seaworthy.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Moves libraries to another package, together with what uses them, as an uber-jar's build does. */
public final class Relocation extends Remapper {

    private final String from;
    private final String to;

    private Relocation(String from, String to) {
        super(org.objectweb.asm.Opcodes.ASM9);
        this.from = from;
        this.to = to;
    }

    /**
     * Writes all classes of a folder and of some jars into another folder, which it returns.
     *
     * @param from beginning of internal names, {@code io/netty/}
     * @param to what takes its place
     */
    public static Path of(Path classes, List<Path> jars, String from, String to, Path into) throws IOException {
        Relocation relocation = new Relocation(from, to);
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (Enumeration<JarEntry> each = file.entries(); each.hasMoreElements(); ) {
                    JarEntry entry = each.nextElement();
                    if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                        try (InputStream in = file.getInputStream(entry)) {
                            relocation.move(in, into);
                        }
                    }
                }
            }
        }
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path one :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(one)) {
                    relocation.move(in, into);
                }
            }
        }
        return into;
    }

    private void move(InputStream in, Path into) throws IOException {
        ClassReader reader = new ClassReader(in);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(new ClassRemapper(writer, this), 0);
        Path file = into.resolve(map(reader.getClassName()) + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
    }

    @Override
    public String map(String internalName) {
        return internalName.startsWith(from) ? to + internalName.substring(from.length()) : internalName;
    }
}
