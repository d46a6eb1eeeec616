package dev.seaworthy.sensor.jdbc.source;

import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the properties that a driver is given: of a class of the application's own, they may fail whoever asks. */
final class DriverProperties {

    private DriverProperties() {}

    static @Nullable String property(Properties properties, String name) {
        try {
            return properties.getProperty(name);
        } catch (RuntimeException | LinkageError silent) {
            return null;
        }
    }

    static Set<String> names(Properties properties) {
        try {
            return properties.stringPropertyNames();
        } catch (RuntimeException | LinkageError silent) {
            return Set.of();
        }
    }
}
