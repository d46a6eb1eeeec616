package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The start, inside the isolated loader. What is not needed before {@code main} is left to the agent's thread. */
public final class Boot {

    /** The agent that runs in this JVM; one at a time. */
    private static @Nullable Engine running;

    /** Hooks that an agent before this one had: code woven with their numbers may still be running somewhere. */
    private static int hooksBefore;

    private static boolean bridged;

    private Boot() {}

    /** Starts before {@code main}; stays dormant in the JDK's own tools. */
    public static void start(@Nullable String arguments, Instrumentation instrumentation)
            throws IOException, IllegalAccessException {
        if (Tools.isTool(System.getProperty("sun.java.command", ""))) {
            return;
        }
        // What it does here, on the application's thread, is not the application's doing.
        boolean before = Guard.enter();
        try {
            begin(Settings.load(arguments, System.getProperties(), System.getenv()), instrumentation, null);
        } finally {
            Guard.leave(before);
        }
    }

    /** Starts in a running JVM, or ends what runs there. */
    public static void attach(@Nullable String arguments, Instrumentation instrumentation)
            throws IOException, IllegalAccessException {
        boolean before = Guard.enter();
        try {
            Visit.of(arguments).receive(instrumentation);
        } finally {
            Guard.leave(before);
        }
    }

    /**
     * Starts, unless the agent is off.
     *
     * @param visit who attached it to a running JVM, null at the JVM's start
     */
    static synchronized boolean begin(Settings settings, Instrumentation instrumentation, @Nullable Visit visit)
            throws IOException, IllegalAccessException {
        if (!settings.isOn("enabled")) {
            return false;
        }
        if (running != null || !bridged && BridgeInJavaLang.isThere()) {
            throw new IllegalStateException("the agent is already in this JVM");
        }
        ClassLoader inside = Boot.class.getClassLoader();
        Warm.start(inside);
        if (!bridged) {
            BridgeInJavaLang.define(instrumentation, inside);
            bridged = true;
        }
        Engine engine = new Engine(settings, instrumentation, inside, hooksBefore, visit);
        running = engine;
        engine.start();
        return true;
    }

    /** Ends it in a JVM that goes on; says what was done. */
    static synchronized String end() {
        Engine engine = running;
        if (engine == null) {
            throw new IllegalStateException("the agent is not in this JVM");
        }
        running = null;
        hooksBefore = engine.table.close();
        return new Departure(engine).leave();
    }
}
