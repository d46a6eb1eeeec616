package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The start, inside the isolated loader. What is not needed before {@code main} is left to the agent's thread. */
public final class Boot {

    private Boot() {}

    /**
     * Starts the agent, unless it is off, already there, or in one of the JDK's own tools.
     *
     * @param inside the isolated loader
     * @param atStart whether {@code main} is still to come
     */
    public static void start(
            @Nullable String arguments, Instrumentation instrumentation, ClassLoader inside, boolean atStart)
            throws IOException, IllegalAccessException {
        if (atStart && Tools.isTool(System.getProperty("sun.java.command", ""))) {
            return;
        }
        Settings settings = Settings.load(arguments, System.getProperties(), System.getenv());
        if (!settings.isOn("enabled")) {
            return;
        }
        if (BridgeInJavaLang.isThere()) {
            throw new IllegalStateException("it is in this JVM already");
        }
        BridgeInJavaLang.define(instrumentation, inside);
        Engine engine = new Engine(settings, instrumentation, inside);
        engine.start();
    }
}
