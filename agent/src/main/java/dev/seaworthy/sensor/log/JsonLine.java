package dev.seaworthy.sensor.log;

/** The part of a text that stays the same from line to line: tells places apart without a stack. */
final class Template {

    private static final int LONGEST = 24;
    private static final int SHORTEST = 3;

    private Template() {}

    /** A hash of how the text begins: no digits, nothing behind an equals sign, colon, quote or bracket. */
    static int of(String text) {
        int end = Math.min(text.length(), LONGEST);
        int hash = 1;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                continue;
            }
            hash = hash * 31 + c;
            if (i >= SHORTEST && (c == '=' || c == ':' || c == '\'' || c == '"' || c == '[' || c == '(' || c == '{')) {
                break;
            }
        }
        return hash ^ hash >>> 15;
    }

    /** Whether a line is a JSON object with a level or a time: a log in its own right. */
    static boolean isStructured(String line) {
        String text = line.strip();
        return text.startsWith("{") && text.endsWith("}") && (hasKey(text, LEVELS) || hasKey(text, TIMES));
    }

    private static final String[] LEVELS = {"\"level\"", "\"severity\"", "\"log.level\"", "\"lvl\"", "\"loglevel\""};
    private static final String[] TIMES = {
        "\"time\"", "\"timestamp\"", "\"@timestamp\"", "\"ts\"", "\"date\"", "\"datetime\""
    };

    private static boolean hasKey(String text, String[] keys) {
        for (String key : keys) {
            int at = text.indexOf(key);
            if (at > 0) {
                int colon = at + key.length();
                while (colon < text.length() && text.charAt(colon) == ' ') {
                    colon++;
                }
                if (colon < text.length() && text.charAt(colon) == ':') {
                    return true;
                }
            }
        }
        return false;
    }
}
