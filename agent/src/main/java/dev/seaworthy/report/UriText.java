package dev.seaworthy.report;

import java.nio.charset.StandardCharsets;

/** Text as a segment of a relative URI: nothing in it ends the segment, names a scheme or climbs. */
final class UriText {

    /** Deeper than any package; what is longer is cut. */
    static final int MOST_SEGMENTS = 50;

    private static final int LONGEST = 200;
    private static final String PLAIN = "-._~$";

    private UriText() {}

    /** At most 200 characters of the text, what is not a letter, digit or one of {@code -._~$} with percent signs. */
    static String segment(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        if (cut.equals(".") || cut.equals("..")) {
            return "_";
        }
        StringBuilder uri = new StringBuilder(cut.length() + 8);
        for (byte next : cut.getBytes(StandardCharsets.UTF_8)) {
            char unit = (char) (next & 0xff);
            if (unit >= 'a' && unit <= 'z'
                    || unit >= 'A' && unit <= 'Z'
                    || unit >= '0' && unit <= '9'
                    || PLAIN.indexOf(unit) >= 0) {
                uri.append(unit);
            } else {
                uri.append('%').append(Character.toUpperCase(Character.forDigit(unit >> 4, 16)));
                uri.append(Character.toUpperCase(Character.forDigit(unit & 15, 16)));
            }
        }
        return uri.toString();
    }
}
