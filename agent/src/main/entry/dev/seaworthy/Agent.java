package dev.seaworthy;

import java.io.DataInputStream;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

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
                System.err.println("seaworthy: needs Java 17 or newer, this is " + java + "; the agent stays out");
                return;
            }
            ClassLoader inside = inside();
            // The shape of premain itself: JDK 25 has the method handles for it already.
            inside.loadClass("dev.seaworthy.boot.Boot")
                    .getMethod(atStart ? "start" : "attach", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (Throwable failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            System.err.println("seaworthy: could not start and stays out: " + cause);
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

    /** The isolated loader over the jar that this class came from. */
    static ClassLoader inside() throws Exception {
        File file = new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!file.isFile()) {
            throw new IllegalStateException("not started from its jar");
        }
        JarFile jar = new JarFile(file, false);
        ZipEntry loader = jar.getEntry("inst/dev/seaworthy/AgentLoader.classdata");
        if (loader == null || jar.getManifest().getMainAttributes().getValue("Seaworthy-Agent") == null) {
            jar.close();
            throw new IllegalStateException("its classes lie in " + file.getName()
                    + ", which is not seaworthy-agent.jar: keep the agent a jar of its own");
        }
        byte[] bytes = new byte[(int) loader.getSize()];
        try (DataInputStream in = new DataInputStream(jar.getInputStream(loader))) {
            in.readFully(bytes);
        }
        // Java 9's method, called directly: by reflection it would cost JDK 25 tens of milliseconds.
        MethodHandles.lookup().defineClass(bytes);
        return AgentLoader.over(jar);
    }
}
