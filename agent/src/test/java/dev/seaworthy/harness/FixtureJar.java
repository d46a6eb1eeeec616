package dev.seaworthy.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar built on the fly from fixture classes, with or without libraries merged in (an uber-jar). */
public final class FixtureJar {
    private final List<Class<?>> classes = new ArrayList<>();
    private final List<Path> merged = new ArrayList<>();
    private final Manifest manifest = new Manifest();

    private FixtureJar(Class<?> main) {
        classes.add(main);
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    }

    /** A jar that starts with {@code main}; its nested classes come along. */
    public static FixtureJar of(Class<?> main) {
        return new FixtureJar(main);
    }

    /** More fixture classes. */
    public FixtureJar and(Class<?>... more) {
        classes.addAll(Arrays.asList(more));
        return this;
    }

    /** Everything in these libraries of {@code it-libs} as well; of files of one name the first wins. */
    public FixtureJar merging(String... libraries) {
        for (String library : libraries) {
            merged.add(Libraries.jar(library));
        }
        return this;
    }

    /** Everything in this jar as well. */
    public FixtureJar merging(Path jar) {
        merged.add(jar);
        return this;
    }

    /** One more line of the manifest. */
    public FixtureJar manifest(String key, String value) {
        manifest.getMainAttributes().putValue(key, value);
        return this;
    }

    /** Writes it, replacing what is there, and returns the path. */
    public Path write(Path jar) {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            Set<String> written = new HashSet<>(Set.of("META-INF/MANIFEST.MF", "META-INF/"));
            for (Class<?> type : classes) {
                writeClass(type, out, written);
            }
            for (Path library : merged) {
                writeAll(library, out, written);
            }
            return jar;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write " + jar, e);
        }
    }

    private static void writeClass(Class<?> type, JarOutputStream out, Set<String> written) throws IOException {
        String path = type.getName().replace('.', '/');
        Path folder = Libraries.testClasses().resolve(path).getParent();
        String parent = path.substring(0, path.lastIndexOf('/') + 1);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, type.getSimpleName() + "{,$*}.class")) {
            for (Path file : files) {
                if (written.add(parent + file.getFileName())) {
                    out.putNextEntry(new JarEntry(parent + file.getFileName()));
                    Files.copy(file, out);
                }
            }
        }
    }

    private static void writeAll(Path library, JarOutputStream out, Set<String> written) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                boolean signature = entry.getName().matches("META-INF/[^/]*\\.(SF|RSA|DSA)");
                if (!signature && written.add(entry.getName())) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }
}
