package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/** What kind of machine the process runs on. */
public enum Environment {
    CONTAINER,
    VM,
    DEVELOPER;

    /** Detects it; {@code forced} is the setting {@code environment}: {@code auto} or null = look. */
    public static Environment detect(@Nullable String forced) {
        return VM; // replaced with the context's own slice
    }
}
