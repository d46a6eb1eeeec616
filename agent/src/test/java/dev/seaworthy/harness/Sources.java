package dev.seaworthy.harness;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** Compiles a fixture that only one JDK understands, with that JDK's own compiler. */
public final class Sources {
    private Sources() {}

    /**
     * Writes {@code source} as {@code name.java} into {@code folder}, compiles it there and returns the folder.
     *
     * @param libraries as for {@link Libraries#jars}
     */
    public static Path compile(Jdk jdk, Path folder, String name, String source, String... libraries) {
        Path file = folder.resolve(name + ".java");
        Path said = folder.resolve(name + ".log");
        String classPath = Libraries.testClasses().toString();
        for (Path library : Libraries.jars(libraries)) {
            classPath += File.pathSeparator + library;
        }
        try {
            Files.writeString(file, source);
            Process javac = new ProcessBuilder(
                            jdk.tool("javac").toString(), "-d", folder.toString(), "-cp", classPath, file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!javac.waitFor(180, TimeUnit.SECONDS) || javac.exitValue() != 0) {
                javac.destroyForcibly();
                throw new IllegalStateException("Does not compile: " + Files.readString(said, StandardCharsets.UTF_8));
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compiles a program against the libraries that it runs with, for the oldest JDK, in this JVM. Returns {@code folder}.
     *
     * @param root of the sources
     * @param libraries as for {@link Libraries#jars}
     */
    public static Path compile(Path folder, Path root, String className, String... libraries) {
        return compile(folder, root, className, List.of("-proc:none"), libraries);
    }

    /** The same, and has the annotation processors among the libraries read it. */
    public static Path process(Path folder, Path root, String className, String... libraries) {
        return compile(folder, root, className, List.of(), libraries);
    }

    private static Path compile(Path folder, Path root, String className, List<String> more, String... libraries) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String classPath = Libraries.testClasses().toString();
        for (Path library : Libraries.jars(libraries)) {
            classPath += File.pathSeparator + library;
        }
        List<String> options = new ArrayList<>(List.of("--release", "17", "-cp", classPath));
        options.addAll(more);
        options.addAll(List.of("-d", folder.toString(), "-sourcepath", root.toString()));
        options.add(root.resolve(className.replace('.', '/') + ".java").toString());
        if (ToolProvider.getSystemJavaCompiler().run(null, said, said, options.toArray(new String[0])) != 0) {
            throw new IllegalStateException("Does not compile: " + said.toString(StandardCharsets.UTF_8));
        }
        return folder;
    }
}
