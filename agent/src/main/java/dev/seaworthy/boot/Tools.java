package dev.seaworthy.boot;

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
}
