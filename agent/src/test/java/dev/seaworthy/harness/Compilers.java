package dev.seaworthy.harness;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Compilers of other JVM languages, run as programs on the JDK that runs the tests. */
public final class Compilers {

    private Compilers() {}

    public static void kotlin(List<String> files, List<Path> classPath, Path classes) {
        List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-jvm-target", "17"));
        run(
                List.of(
                        "kotlin-compiler-embeddable",
                        "kotlin-stdlib",
                        "kotlin-script-runtime",
                        "kotlin-reflect",
                        "kotlin-daemon-embeddable",
                        "kotlinx-coroutines-core-jvm",
                        "annotations"),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                arguments,
                files,
                classPath,
                classes);
    }

    static void scala(List<String> files, List<Path> classPath, Path classes) {
        run(
                List.of("scala-compiler", "scala-library", "scala-reflect"),
                "scala.tools.nsc.Main",
                List.of("-release", "17"),
                files,
                classPath,
                classes);
    }

    private static void run(
            List<String> compiler,
            String main,
            List<String> options,
            List<String> files,
            List<Path> classPath,
            Path classes) {
        classes.toFile().mkdirs();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(joined(compiler.stream().map(Libraries::jar)));
        command.add(main);
        command.addAll(options);
        command.addAll(List.of("-cp", joined(classPath.stream()), "-d", classes.toString()));
        command.addAll(files);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("Does not compile: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String joined(Stream<Path> paths) {
        return String.join(File.pathSeparator, paths.map(Path::toString).toList());
    }
}
