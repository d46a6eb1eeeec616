package dev.seaworthy.context;

/**
 * The known values, made to be looked for all at once. Immutable.
 *
 * <p>Wu and Manber's search: three characters tell how far the next possible match is away, so that most of a text is
 * never looked at (200 characters: about 100 ns among 200 values). Its tables are filled in microseconds, where an
 * automaton over all characters of all values takes milliseconds whenever one more value is learned.
 */
final class SecretValues {

    static final SecretValues NONE = new SecretValues(new Entry[0]);

    /** One value; has no {@code toString} on purpose. */
    static final class Entry {
        final String kind;
        final String name;
        final long print;
        private final String value;
        private final boolean wholeWord;

        Entry(String kind, String name, long print, String value, boolean wholeWord) {
            this.kind = kind;
            this.name = name;
            this.print = print;
            this.value = value;
            this.wholeWord = wholeWord;
        }

        int length() {
            return value.length();
        }

        boolean is(String other) {
            return value.equals(other);
        }
    }

    /** Every value has as many characters at least. */
    static final int WINDOW = 8;

    private static final int GRAM = 3;
    private static final int BITS = 13;

    private final Entry[] entries;
    private final byte[] skips = new byte[1 << BITS];
    private final short[] firsts = new short[1 << BITS];
    private final short[] nexts;

    private SecretValues(Entry[] entries) {
        this.entries = entries;
        this.nexts = new short[entries.length];
        java.util.Arrays.fill(skips, (byte) (WINDOW - GRAM + 1));
        java.util.Arrays.fill(firsts, (short) -1);
        for (short e = 0; e < entries.length; e++) {
            String value = entries[e].value;
            for (int end = GRAM - 1; end < WINDOW; end++) {
                int gram = gram(value, end);
                skips[gram] = (byte) Math.min(skips[gram], WINDOW - 1 - end);
            }
            int gram = gram(value, WINDOW - 1);
            nexts[e] = firsts[gram];
            firsts[gram] = e;
        }
    }

    SecretValues with(Entry entry) {
        Entry[] more = java.util.Arrays.copyOf(entries, entries.length + 1);
        more[entries.length] = entry;
        return new SecretValues(more);
    }

    int size() {
        return entries.length;
    }

    boolean has(String value) {
        for (Entry entry : entries) {
            if (entry.is(value)) {
                return true;
            }
        }
        return false;
    }

    boolean hasPrint(long print) {
        for (Entry entry : entries) {
            if (entry.print == print) {
                return true;
            }
        }
        return false;
    }

    Entry entry(long match) {
        return entries[(int) match];
    }

    static int start(long match) {
        return (int) (match >>> 32);
    }

    /** The first match at or after {@code from}, the longest where several begin there; negative where there is none. */
    long next(String text, int from, int to) {
        if (entries.length == 0) {
            return -1;
        }
        int end = from + WINDOW - 1;
        while (end < to) {
            int gram = gram(text, end);
            int skip = skips[gram];
            if (skip > 0) {
                end += skip;
                continue;
            }
            int start = end - WINDOW + 1;
            int best = -1;
            for (int e = firsts[gram]; e >= 0; e = nexts[e]) {
                if (matches(entries[e], text, start) && (best < 0 || entries[e].length() > entries[best].length())) {
                    best = e;
                }
            }
            if (best >= 0) {
                return (long) start << 32 | best;
            }
            end++;
        }
        return -1;
    }

    private static boolean matches(Entry entry, String text, int start) {
        if (!text.startsWith(entry.value, start)) {
            return false;
        }
        int end = start + entry.value.length();
        return !entry.wholeWord
                || (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static int gram(String text, int end) {
        int mixed = (text.charAt(end - 2) << 10) ^ (text.charAt(end - 1) << 5) ^ text.charAt(end);
        return (mixed * 0x9E3779B9) >>> (32 - BITS);
    }
}
