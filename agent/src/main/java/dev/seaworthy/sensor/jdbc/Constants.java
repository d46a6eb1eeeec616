package dev.seaworthy.sensor.jdbc;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which texts the running program holds as constants: a word of a request that is one of them was most likely compared
 * with it, or looked up in a list, before it came into a statement. The JVM keeps each constant that was used in its
 * table of interned strings, so a text that gets in there anew is none. The JVM forgets it when nobody holds it; here only
 * a print is kept, since the same text would not be new a second time. Thread-safe.
 */
final class Constants {

    private static final int LONGEST = 64;
    private static final int MOST = 4_096;

    private final Set<Long> none = ConcurrentHashMap.newKeySet();

    /** @param print of {@code text}, one-way */
    boolean holds(String text, long print) {
        if (text.length() > LONGEST || none.contains(print)) {
            return false;
        }
        // Names of an enum's values are often given in lower case.
        String upper = text.toUpperCase(Locale.ROOT);
        String lower = text.toLowerCase(Locale.ROOT);
        if (!isNew(text) || !upper.equals(text) && !isNew(upper) || !lower.equals(text) && !isNew(lower)) {
            return true;
        }
        if (none.size() >= MOST) {
            none.clear();
        }
        none.add(print);
        return false;
    }

    private static boolean isNew(String text) {
        String copy = new String(text.toCharArray());
        return copy.intern() == copy;
    }
}
