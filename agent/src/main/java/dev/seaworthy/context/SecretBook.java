package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/** Values that are known to be secret, or have the form of one. Thread-safe, bounded; hands out no value. */
public final class SecretBook {

    /** What was found in a text. */
    public record Hit(String kind, String name, int length, boolean known, long print) {}

    /** A book with the secret-looking environment variables and system properties of this process. */
    public static SecretBook ofThisProcess() {
        return new SecretBook();
    }

    /** Adds a value. Ignored when shorter than 8 characters or a well-known default. */
    public void learn(String kind, String name, @Nullable String value) {}

    /** The first secret in {@code text}, null where there is none. */
    public @Nullable Hit find(CharSequence text) {
        return null;
    }
}
