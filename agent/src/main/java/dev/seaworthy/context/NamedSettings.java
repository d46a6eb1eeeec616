package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/** Settings that are asked for by name and were given as text. */
public abstract class NamedSettings {

    /** The first of these that was said and is not empty, whatever its case; null where none was. */
    public abstract @Nullable String get(String... names);

    public final boolean has(String... names) {
        return get(names) != null;
    }

    public final boolean isTrue(String name) {
        return is(name, "true", "yes", "on", "1");
    }

    public final boolean isFalse(String name) {
        return is(name, "false", "no", "off", "0");
    }

    public final boolean is(String name, String... values) {
        String value = get(name);
        for (String one : values) {
            if (one.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }

    /** A number that was said, {@code otherwise} where none was, −1 where it cannot be read. */
    public final long number(long otherwise, String... names) {
        String value = get(names);
        if (value == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }
}
