package dev.seaworthy.report.html;

import dev.seaworthy.report.Timestamp;

/** How numbers, times and long texts read on the page. */
final class Words {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final double KILO = 1_024;

    private Words() {}

    /** {@code 1 place}, {@code 2 places}. */
    static String count(long number, String one, String many) {
        return number(number) + ' ' + (number == 1 ? one : many);
    }

    /** With a thin blank between thousands. */
    static String number(long number) {
        String digits = Long.toString(Math.abs(number));
        StringBuilder text = new StringBuilder(number < 0 ? "-" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && digits.length() > 4 && (digits.length() - i) % 3 == 0) {
                text.append('\u2009');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** {@code 850 ms}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 4 d 3 h}. */
    static String duration(long millis) {
        long seconds = Math.max(0, millis) / 1_000;
        if (seconds < 1) {
            return Math.max(0, millis) + " ms";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3_600, "h", seconds / 60 % 60, "min")
                : two(seconds / 86_400, "d", seconds / 3_600 % 24, "h");
    }

    /** {@code 0.4 ms}, {@code 3.3 ms}, {@code 18 ms}, {@code 1.2 s}: two digits that mean something, at least. */
    static String millis(double millis) {
        return Math.abs(millis) >= 1_000 ? number(millis / 1_000, 10) + " s" : number(millis, 10) + " ms";
    }

    /** {@code 80 bytes}, {@code 2.1 MB}; a kilobyte has 1,024 bytes, as in the rules' messages. */
    static String size(double bytes) {
        if (Math.abs(bytes) < KILO) {
            return number(bytes, 0) + (bytes == 1 ? " byte" : " bytes");
        }
        int unit = 0;
        double size = bytes / KILO;
        while (Math.abs(size) >= KILO && unit < 3) {
            size /= KILO;
            unit++;
        }
        return number(size, 10) + ' ' + "kMGT".charAt(unit) + 'B';
    }

    /** With one decimal place below {@code exact}, if that is not 0; without from there on. */
    private static String number(double value, int exact) {
        double tenths = Math.round(value * 10) / 10.0;
        return Math.abs(tenths) >= exact || tenths == Math.rint(tenths)
                ? number(Math.round(value))
                : Double.toString(tenths);
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** {@code 15:17:57}, in UTC. */
    static String clock(long millis) {
        return Timestamp.of(Math.floorMod(millis, DAY_MILLIS)).substring(11, 19);
    }

    /** {@code 2026-11-22 15:17}, in UTC. */
    static String day(long millis) {
        return Timestamp.of(millis).substring(0, 16).replace('T', ' ');
    }

    /** At most so many characters; what is cut is said. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (" + number(text.length()) + " characters)";
    }

    /** A sentence ends with a full stop, once. */
    static String sentence(String text) {
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + '.';
    }

    /** An id that may stand in a link: letters, digits and dashes. */
    static String anchor(String id) {
        StringBuilder anchor = new StringBuilder();
        for (int i = 0; i < Math.min(id.length(), 80); i++) {
            char next = id.charAt(i);
            boolean plain = next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z' || next >= '0' && next <= '9';
            anchor.append(plain ? next : '-');
        }
        return anchor.toString();
    }
}
