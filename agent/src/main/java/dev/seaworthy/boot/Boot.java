package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The start, inside the isolated loader. What is not needed before {@code main} is left to the agent's thread. */
public final class Boot {

    private Boot() {}

    /** Starts before {@code main}; stays dormant in the JDK's own tools. */
    public static void start(@Nullable String arguments, Instrumentation instrumentation)
            throws IOException, IllegalAccessException {
        if (!Tools.isTool(System.getProperty("sun.java.command", ""))) {
            attach(arguments, instrumentation);
        }
    }

    /** Starts in a running JVM, unless the agent is off or already there. */
    public static void attach(@Nullable String arguments, Instrumentation instrumentation)
            throws IOException, IllegalAccessException {
        Settings settings = Settings.load(arguments, System.getProperties(), System.getenv());
        if (!settings.isOn("enabled")) {
            return;
        }
        if (BridgeInJavaLang.isThere()) {
            throw new IllegalStateException("it is in this JVM already");
        }
        ClassLoader inside = Boot.class.getClassLoader();
        Warm.start(inside);
        BridgeInJavaLang.define(instrumentation, inside);
        new Engine(settings, instrumentation, inside).start();
    }
}
