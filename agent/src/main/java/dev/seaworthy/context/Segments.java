package dev.seaworthy.context;

/** Which segments of a path say what is asked for, and which name one thing: an identifier, a hash, a token. Allocates nothing. */
public final class Segments {

    private static final int LONGEST_SEGMENT = 40;
    private static final int MOST_DIGITS = 3;
    private static final int MIXED_LENGTH = 16;
    private static final int MOST_TURNS = 4;

    private Segments() {}

    /** Whether a segment is part of the route: letters, few digits, no turning between cases as in a token. */
    public static boolean isName(String path, int from, int to) {
        if (to - from > LONGEST_SEGMENT) {
            return false;
        }
        int digits = 0;
        int letters = 0;
        int turns = 0;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                letters++;
                if (i > from && Character.isUpperCase(c) != Character.isUpperCase(path.charAt(i - 1))) {
                    turns++;
                }
            } else if (c != '-' && c != '_' && c != '.') {
                return false; // also @, %40, and ;jsessionid=…
            }
        }
        boolean mixed = to - from >= MIXED_LENGTH && turns > MOST_TURNS;
        return letters > 0 && digits <= MOST_DIGITS && !mixed && !isHex(path, from, to, digits);
    }

    /** A hash or an identifier: eight or more hexadecimal digits, of which one is a digit. */
    private static boolean isHex(String path, int from, int to, int digits) {
        if (to - from < 8 || digits == 0) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Character.digit(path.charAt(i), 16) < 0 && path.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }
}
