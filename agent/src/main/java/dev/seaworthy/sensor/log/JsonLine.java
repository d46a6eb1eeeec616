package dev.seaworthy.sensor.log;

/** Knows a printed line that is a log in its own right. */
final class JsonLine {

    private JsonLine() {}

    /** Whether a line is a JSON object with a level or a time: a log in its own right. */
    static boolean isLog(String line) {
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
