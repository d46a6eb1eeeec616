package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Getter;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The key/value pairs of events that were logged by SLF4J's fluent methods. */
final class KeyValues {

    private KeyValues() {}

    /** @param pairs a list of them, or null */
    static boolean any(@Nullable Object pairs, Getter key, Predicate<String> test) {
        if (pairs instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (key.read(list.get(i)) instanceof String name && test.test(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The values that are texts, one per line; null if there are none. */
    static @Nullable String texts(@Nullable Object pairs, Getter value) {
        StringBuilder all = null;
        if (pairs instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (value.read(list.get(i)) instanceof String text) {
                    all = all == null ? new StringBuilder() : all.append('\n');
                    all.append(text);
                }
            }
        }
        return all == null ? null : all.toString();
    }
}
