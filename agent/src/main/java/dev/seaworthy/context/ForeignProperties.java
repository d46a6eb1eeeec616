package dev.seaworthy.context;

import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads properties that the application gave a library: of a class of its own, they may fail whoever asks. */
public final class ForeignProperties {

    private ForeignProperties() {}

    public static @Nullable String property(Properties properties, String name) {
        try {
            return properties.getProperty(name);
        } catch (RuntimeException | LinkageError silent) {
            return null;
        }
    }

    public static Set<String> names(Properties properties) {
        try {
            return properties.stringPropertyNames();
        } catch (RuntimeException | LinkageError silent) {
            return Set.of();
        }
    }
}
