package dev.seaworthy.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Moves a library's classes to another package, as shading does. */
final class Renaming {

    private Renaming() {}

    static Path write(Path library, String from, String to, Path jar) throws IOException {
        Remapper names = new Remapper() {
            @Override
            public String map(String name) {
                return name.startsWith(from) ? to + name.substring(from.length()) : name;
            }
        };
        try (JarFile in = new JarFile(library.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Enumeration<JarEntry> each = in.entries(); each.hasMoreElements(); ) {
                JarEntry entry = each.nextElement();
                if (entry.getName().startsWith(from) && entry.getName().endsWith(".class")) {
                    ClassWriter writer = new ClassWriter(0);
                    new ClassReader(in.getInputStream(entry).readAllBytes())
                            .accept(new ClassRemapper(writer, names), 0);
                    out.putNextEntry(new JarEntry(to + entry.getName().substring(from.length())));
                    out.write(writer.toByteArray());
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
