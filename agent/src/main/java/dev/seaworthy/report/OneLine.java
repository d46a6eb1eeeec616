package dev.seaworthy.report;

/** Text that is safe on one line of a terminal or log: nothing in it starts a new line, moves the cursor or hides. */
public final class OneLine {

    private OneLine() {}

    /** Control, format and line-breaking characters and lone surrogates become {@code \n}, {@code \}{@code u001b} … */
    public static String of(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (isPlain(point)) {
                if (line != null) {
                    line.appendCodePoint(point);
                }
            } else {
                if (line == null) {
                    line = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                escape(point, line);
            }
            i += Character.charCount(point);
        }
        return line == null ? text : line.toString();
    }

    private static boolean isPlain(int point) {
        if (point >= ' ' && point < 0x7f) {
            return true;
        }
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }

    private static void escape(int point, StringBuilder line) {
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                for (char unit : Character.toChars(point)) {
                    String hex = Integer.toHexString(unit);
                    line.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
                }
            }
        }
    }
}
