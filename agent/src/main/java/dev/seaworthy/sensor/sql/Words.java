package dev.seaworthy.sensor.sql;

/** Whole words in a text. */
final class Words {

    private Words() {}

    /** A text with something else for each occurrence of a value as a word, or of one that breaks literals. */
    static String hidden(String text, String value, String by) {
        boolean quote = value.indexOf('\'') >= 0;
        StringBuilder hidden = null;
        int done = 0;
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            int end = at + value.length();
            if (at >= done && (quote || isOne(text, at, end))) {
                hidden = hidden == null ? new StringBuilder(text.length()) : hidden;
                hidden.append(text, done, at).append(by);
                done = end;
            }
        }
        return hidden == null ? text : hidden.append(text, done, text.length()).toString();
    }

    /** Whether what stands there is a word, or more than one. */
    static boolean isOne(String sql, int at, int end) {
        boolean begins = at == 0 || !Literals.isPart(sql.charAt(at - 1)) || !Literals.isPart(sql.charAt(at));
        return begins
                && (end == sql.length() || !Literals.isPart(sql.charAt(end)) || !Literals.isPart(sql.charAt(end - 1)));
    }
}
