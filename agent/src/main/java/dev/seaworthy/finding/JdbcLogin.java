package dev.seaworthy.finding;

/**
 * Takes user and password out of JDBC URLs, whichever driver they are for. Where they stand differs: before the host
 * behind the slashes, or before an {@code @} that the host follows, as Oracle has it and drivers that imitate it. Reads
 * a text once.
 */
final class JdbcLogin {

    private static final String SCHEME = "jdbc:";

    private JdbcLogin() {}

    /** The text with {@code ***} where a login stands. */
    static String masked(String text) {
        StringBuilder clean = null;
        int taken = 0;
        for (int at = next(text, 0); at >= 0; ) {
            int from = subprotocols(text, at + SCHEME.length());
            int end = end(text, from);
            int sign = sign(text, from, end);
            int login = text.startsWith("//", from) ? from + 2 : from;
            if (sign > login) {
                clean = clean == null ? new StringBuilder(text.length()) : clean;
                clean.append(text, taken, login).append(Redaction.MASK);
                taken = sign;
            }
            at = next(text, end);
        }
        return clean == null ? text : clean.append(text, taken, text.length()).toString();
    }

    private static int next(String text, int from) {
        for (int colon = text.indexOf(':', from); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int at = colon + 1 - SCHEME.length();
            if (at >= from && text.regionMatches(true, at, SCHEME, 0, SCHEME.length())) {
                return at;
            }
        }
        return -1;
    }

    /** Behind the vendor's name and what else is named before the database, such as {@code thin:}. */
    private static int subprotocols(String text, int from) {
        int rest = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                rest = i + 1;
            } else if (!isName(c)) {
                break;
            }
        }
        return rest;
    }

    /** Where the URL ends; a quoted password may hold anything. */
    private static int end(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && i > from && (text.charAt(i - 1) == '/' || text.charAt(i - 1) == ':')) {
                int close = text.indexOf("\"@", i + 1);
                if (close < 0) {
                    return i;
                }
                i = close;
            } else if (c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>') {
                return i;
            } else if (c == ',' && text.startsWith(SCHEME, i + 1)) {
                return i;
            }
        }
        return text.length();
    }

    /** The {@code @} that ends a login, -1 where there is none. */
    private static int sign(String text, int from, int end) {
        if (from >= end || text.charAt(from) == '@') {
            return -1;
        }
        boolean behindSlashes = text.startsWith("//", from);
        int slashes = behindSlashes ? -1 : text.lastIndexOf("@//", end - 1);
        if (slashes > from) {
            return slashes;
        }
        // Of a file the path may hold the sign, too.
        boolean file = behindSlashes ? text.startsWith("/", from + 2) : "/.~\\".indexOf(text.charAt(from)) >= 0;
        int sign = text.lastIndexOf('@', parameters(text, from, end) - 1);
        return file || sign <= from ? -1 : sign;
    }

    /** Where the first {@code name=value} begins that follows a mark; a password may hold such a mark. */
    private static int parameters(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if ((c == '?' || c == ';' || c == '&') && isAssigned(text, i + 1, end)) {
                return i;
            }
        }
        return end;
    }

    private static boolean isAssigned(String text, int from, int end) {
        int i = from;
        while (i < end && isName(text.charAt(i))) {
            i++;
        }
        return i > from && i < end && text.charAt(i) == '=';
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '+' || c == '.';
    }
}
