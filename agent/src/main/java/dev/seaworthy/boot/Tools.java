package dev.seaworthy.boot;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Knows the JDK's own tools, in which the agent stays dormant: {@code JAVA_TOOL_OPTIONS} reaches them all. */
final class Tools {

    private Tools() {}

    /**
     * Whether {@code command}, as in {@code sun.java.command}, starts one of the JDK's tools. The tools' launchers name
     * a module of the JDK ({@code jdk.compiler/com.sun.tools.javac.Main}); running a source file does too, but is the
     * user's program.
     */
    static boolean isTool(String command) {
        int space = command.indexOf(' ');
        String main = space < 0 ? command : command.substring(0, space);
        int slash = main.indexOf('/');
        if (slash <= 0) {
            return false;
        }
        String module = main.substring(0, slash);
        return (module.startsWith("jdk.") || module.startsWith("java.")) && !main.contains(".javac.launcher.");
    }

    /**
     * Whether this JVM writes an AOT cache when it ends. JDK 25 crashes then if a class that the JVM itself resolves at
     * its start, as {@code Throwable} or {@code VirtualThread}, was redefined by any agent.
     */
    static boolean isTraining() {
        if (isTraining(System.getenv("JAVA_TOOL_OPTIONS"))
                || isTraining(System.getenv("JDK_JAVA_OPTIONS"))
                || isTraining(System.getenv("JAVA_AOT_OPTIONS"))) {
            return true;
        }
        try (FileInputStream own = new FileInputStream("/proc/self/cmdline")) {
            return isTraining(new String(own.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException elsewhere) {
            // Not Linux: only the variables tell.
            return false;
        }
    }

    static boolean isTraining(@Nullable String options) {
        return options != null && (options.contains("-XX:AOTCacheOutput") || options.contains("-XX:AOTMode=record"));
    }
}
