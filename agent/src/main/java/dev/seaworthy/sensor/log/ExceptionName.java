package dev.seaworthy.sensor.log;

import org.jspecify.annotations.Nullable;

/** Finds the name of an exception's class in the text of an event. */
final class ExceptionName {

    private static final String[] ENDS = {"Exception", "Error"};
    private static final int LONGEST = 4_096;

    private ExceptionName() {}

    /**
     * A name with its package, or one with a colon behind it, as {@code toString} has it: {@code java.io.IOException} or
     * {@code OrderException:}. Null if there is none.
     */
    static @Nullable String in(@Nullable String text) {
        for (int i = 0; text != null && i < ENDS.length; i++) {
            String found = in(text, ENDS[i]);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String in(String text, String end) {
        for (int at = text.indexOf(end); at >= 0 && at < LONGEST; at = text.indexOf(end, at + 1)) {
            int after = at + end.length();
            if (after < text.length() && isPart(text.charAt(after)) && !endsSentence(text, after)) {
                continue;
            }
            int from = at;
            while (from > 0 && isPart(text.charAt(from - 1))) {
                from--;
            }
            String name = text.substring(from, after);
            boolean colon = after < text.length() && text.charAt(after) == ':';
            if (isClass(name, colon)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isPart(char c) {
        return Character.isJavaIdentifierPart(c) || c == '.';
    }

    private static boolean endsSentence(String text, int dot) {
        return text.charAt(dot) == '.' && (dot + 1 == text.length() || text.charAt(dot + 1) == ' ');
    }

    /** A class of a package in lower case, or, with a colon behind it, one by itself that has more than the usual end. */
    private static boolean isClass(String name, boolean colon) {
        int dot = name.lastIndexOf('.');
        if (dot + 1 >= name.length() || !Character.isUpperCase(name.charAt(dot + 1))) {
            return false;
        }
        if (dot < 0) {
            return colon && !name.equals("Exception") && !name.equals("Error");
        }
        return dot > 0 && Character.isLowerCase(name.charAt(0)) && !name.contains("..");
    }
}
