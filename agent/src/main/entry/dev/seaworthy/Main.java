package dev.seaworthy;

import java.io.DataInputStream;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The command line's entry, and the way into the isolated loader. Loads and speaks on Java 8 as well. */
public final class Main {

    private static ClassLoader inside;

    private Main() {}

    /** Exit status as in the contract: 0 clean, 1 failed, 2 findings, 3 wrong usage. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            String java = System.getProperty("java.specification.version", "");
            if (Agent.isModern(java)) {
                Object result = inside().loadClass("dev.seaworthy.cli.CommandLineTool")
                        .getMethod("run", String[].class)
                        .invoke(null, (Object) arguments);
                status = ((Integer) result).intValue();
            } else {
                System.err.println("seaworthy: needs Java 17 or newer, and this is " + java);
            }
        } catch (Throwable failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            System.err.println("seaworthy: " + cause);
        }
        System.exit(status);
    }

    /** Whether a copy of the agent was loaded by these classes. */
    static synchronized boolean isOpen() {
        return inside != null;
    }

    /** The isolated loader over the jar that these classes came from; one for the JVM's life. */
    static synchronized ClassLoader inside() throws Exception {
        if (inside == null) {
            inside = open();
        }
        return inside;
    }

    private static ClassLoader open() throws Exception {
        File file = new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!file.isFile()) {
            throw new IllegalStateException("not started from its jar");
        }
        JarFile jar = new JarFile(file, false);
        ZipEntry loader = jar.getEntry("inst/dev/seaworthy/AgentLoader.classdata");
        if (loader == null || jar.getManifest().getMainAttributes().getValue("Seaworthy-Agent") == null) {
            jar.close();
            throw new IllegalStateException("its classes are in " + file.getName()
                    + ", which is not seaworthy-agent.jar: keep the agent in its own jar");
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
