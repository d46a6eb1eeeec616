package dev.seaworthy.context;

import dev.seaworthy.context.SecretForms.Span;
import org.jspecify.annotations.Nullable;

/**
 * Recognises passwords by the name in front of them: as a parameter of a URL ({@code jdbc:db://host/shop?user=a&password=…},
 * {@code jdbc:sqlserver://host;password=…}), and among connection properties as the JDK prints them
 * ({@code {user=a, password=…}}). Values that may be words or that stand in for others are left alone.
 */
final class NamedPasswords {

    private static final String[] NAMES = {"password=", "passwd=", "pwd=", "passphrase=", "secret="};

    /** Characters in front of a name that belong to it: {@code sslKeyPassword}. */
    private static final int LONGEST_PREFIX = 32;

    private static final int LONGEST_URL = 4_096;
    private static final int LONGEST_VALUE = 512;

    private NamedPasswords() {}

    /** The first at or after {@code from}; null if there is none. */
    static @Nullable Span next(String text, int from) {
        for (int at = text.indexOf('=', from); at >= 0; at = text.indexOf('=', at + 1)) {
            int name = at + 1 - nameLength(text, at);
            if (name <= at && name >= from) {
                int before = start(text, name) - 1;
                int end = end(text, at + 1);
                String kind = before < 0 ? null : kind(text, before, text.charAt(before), at + 1);
                if (kind != null && isSecret(text.substring(at + 1, end))) {
                    return new Span(kind, at + 1, end);
                }
            }
        }
        return null;
    }

    /** Length of the name that ends with that equals sign, with the sign; 0 if it is no secret's. */
    private static int nameLength(String text, int equals) {
        for (String name : NAMES) {
            int start = equals + 1 - name.length();
            if (start >= 0 && text.regionMatches(true, start, name, 0, name.length())) {
                return name.length();
            }
        }
        return 0;
    }

    private static int start(String text, int name) {
        int start = name;
        int first = Math.max(0, name - LONGEST_PREFIX);
        while (start > first && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-' || c == '.';
    }

    private static int end(String text, int from) {
        int end = from;
        int last = Math.min(text.length(), from + LONGEST_VALUE);
        while (end < last && text.charAt(end) > ' ' && "&;,\"'`<>)]}|".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > from && end == text.length() && text.charAt(end - 1) == '.') {
            end--; // of the sentence
        }
        return end;
    }

    private static @Nullable String kind(String text, int before, char separator, int value) {
        return switch (separator) {
            case '?', '&' -> isInUrl(text, before, true) ? "password in URL" : null;
            case ';' -> isInUrl(text, before, false) ? "password in URL" : null;
            case '{' -> "connection password";
            case ' ' ->
                before > 0 && text.charAt(before - 1) == ',' && isInBraces(text, before, value)
                        ? "connection password"
                        : null;
            default -> null;
        };
    }

    /** Whether that character belongs to a URL, be it only a path with a query. */
    private static boolean isInUrl(String text, int at, boolean query) {
        int first = Math.max(0, at - LONGEST_URL);
        boolean path = query && text.charAt(at) == '?';
        int start = at;
        while (start > first && text.charAt(start - 1) > ' ' && "\"'`<>".indexOf(text.charAt(start - 1)) < 0) {
            start--;
            path |= query && text.charAt(start) == '?';
        }
        int scheme = text.indexOf("://", start);
        int jdbc = text.indexOf("jdbc:", start);
        return scheme >= 0 && scheme < at
                || jdbc >= 0 && jdbc < at
                || path && text.indexOf('/', start) >= 0 && text.indexOf('/', start) < at;
    }

    /** Whether it is one of several, in the braces that a map is printed with. */
    private static boolean isInBraces(String text, int at, int value) {
        int open = text.lastIndexOf('{', at);
        int close = text.lastIndexOf('}', at);
        return open >= 0 && open > close && at - open < LONGEST_URL && text.indexOf('}', value) >= 0;
    }

    private static boolean isSecret(String value) {
        return !value.isEmpty()
                && "[(<{*".indexOf(value.charAt(0)) < 0
                && SecretNames.isPlausible(value)
                && !SecretNames.isMasked(value)
                && !SecretNames.isPlainWord(value);
    }
}
