package dev.seaworthy;

import java.lang.instrument.Instrumentation;

/** Where the JVM enters the agent. Loads and speaks on Java 8 as well; never throws. */
public final class Agent {

    private Agent() {}

    /** Attached at start. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        enter(arguments, instrumentation, true);
    }

    /** Attached to a running JVM. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        enter(arguments, instrumentation, false);
    }

    private static void enter(String arguments, Instrumentation instrumentation, boolean atStart) {
        try {
            String java = System.getProperty("java.specification.version", "");
            if (!isModern(java)) {
                System.err.println("seaworthy: needs Java 17 or newer, and this is " + java + "; the agent stays out");
                return;
            }
            // Who comes later may want the agent to leave, or to come again: that is decided inside.
            if (isThere() && (atStart || !Main.isOpen())) {
                System.err.println("seaworthy: is already in this JVM; this copy stays out");
                return;
            }
            ClassLoader inside = Main.inside();
            // The shape of premain itself: JDK 25 has the method handles for it already.
            inside.loadClass("dev.seaworthy.boot.Boot")
                    .getMethod(atStart ? "start" : "attach", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (Throwable failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            System.err.println("seaworthy: could not start and stays out: " + cause);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName("java.lang.SeaworthyBridge", false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Whether a specification version ({@code 1.8}, {@code 11}, {@code 17} …) is 17 or newer. */
    static boolean isModern(String version) {
        try {
            return !version.startsWith("1.") && Integer.parseInt(version) >= 17;
        } catch (NumberFormatException odd) {
            return false;
        }
    }
}
