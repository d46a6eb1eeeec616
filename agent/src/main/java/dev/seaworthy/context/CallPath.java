package dev.seaworthy.context;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call asks for: a path, perhaps with a query, or a whole URL. Its template leaves out whatever names one
 * thing ({@link Segments}) and the query. Only {@link #template} allocates.
 */
public final class CallPath {

    private static final int MOST_SEGMENTS = 12;

    /** Parameters by which the next page is asked for, whose value comes with the page before or follows from it. */
    private static final Set<String> PAGES = Set.of(
            "page",
            "pageno",
            "pagenumber",
            "pageindex",
            "pagetoken",
            "nextpagetoken",
            "nexttoken",
            "offset",
            "start",
            "startat",
            "startindex",
            "startkey",
            "exclusivestartkey",
            "skip",
            "from",
            "since",
            "after",
            "before",
            "until",
            "maxid",
            "sinceid",
            "cursor",
            "next",
            "nextcursor",
            "continue",
            "continuation",
            "continuationtoken",
            "marker",
            "scroll",
            "scrollid",
            "lastid",
            "lastkey",
            "lastevaluatedkey",
            "position",
            "row",
            "first",
            "p");

    private CallPath() {}

    /** A hash of the template, 0 if the path is unknown. */
    public static long template(@Nullable String path, long seed) {
        if (path == null) {
            return 0;
        }
        long hash = seed * 31 + 17;
        int end = end(path);
        int segments = 0;
        for (int from = begin(path); from < end; ) {
            int to = segmentEnd(path, from, end);
            if (to > from && ++segments <= MOST_SEGMENTS) {
                hash = hash * 31 + (Segments.isName(path, from, to) ? hash(path, from, to) : 1);
            }
            from = to + 1;
        }
        hash *= 0x9E3779B97F4A7C15L;
        return hash == 0 ? 1 : hash;
    }

    private static long hash(String path, int from, int to) {
        long hash = 7;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + path.charAt(i);
        }
        return hash;
    }

    /** {@code /price/{}}. */
    public static String template(@Nullable String path) {
        if (path == null) {
            return "";
        }
        StringBuilder template = new StringBuilder();
        int end = end(path);
        int segments = 0;
        for (int from = begin(path); from < end; ) {
            int to = segmentEnd(path, from, end);
            if (to > from && ++segments > MOST_SEGMENTS) {
                return template.append("/…").toString();
            }
            if (to > from) {
                template.append('/');
                if (Segments.isName(path, from, to)) {
                    template.append(path, from, to);
                } else {
                    template.append("{}");
                }
            }
            from = to + 1;
        }
        return segments == 0 ? "/" : template.toString();
    }

    /**
     * Whether a call asks for the next page of what the call before it asked for: the same but for such a parameter, or
     * for a number behind {@code /page/}.
     */
    public static boolean isNextPage(
            @Nullable String path, @Nullable String query, @Nullable String before, @Nullable String queryBefore) {
        if (path == null || before == null) {
            return false;
        }
        if (!isSame(path, before)) {
            return path.contains("/page/") || path.contains("/pages/");
        }
        String one = query(path, query);
        String other = query(before, queryBefore);
        boolean paged = false;
        for (int from = 0; from < one.length(); ) {
            int to = one.indexOf('&', from);
            to = to < 0 ? one.length() : to;
            if (!holds(other, one, from, to)) {
                if (!isPage(one, from, to)) {
                    return false;
                }
                paged = true;
            }
            from = to + 1;
        }
        return paged;
    }

    /** Whether both have the same path, whatever their queries. */
    private static boolean isSame(String path, String other) {
        int length = end(path);
        return length == end(other) && path.regionMatches(0, other, 0, length);
    }

    private static String query(String path, @Nullable String query) {
        if (query != null) {
            return query;
        }
        int end = end(path);
        return end < path.length() && path.charAt(end) == '?' ? path.substring(end + 1) : "";
    }

    /** Whether a query has that very parameter. */
    private static boolean holds(String query, String of, int from, int to) {
        int length = to - from;
        for (int at = 0; at <= query.length() - length; ) {
            int next = query.indexOf('&', at);
            int end = next < 0 ? query.length() : next;
            if (end - at == length && query.regionMatches(at, of, from, length)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean isPage(String query, int from, int to) {
        int equals = query.indexOf('=', from);
        if (equals < 0 || equals > to) {
            return false;
        }
        StringBuilder name = new StringBuilder();
        for (int i = from; i < equals; i++) {
            if (Character.isLetter(query.charAt(i))) {
                name.append(query.charAt(i));
            }
        }
        return PAGES.contains(name.toString().toLowerCase(Locale.ROOT));
    }

    private static int segmentEnd(String path, int from, int end) {
        int to = from;
        while (to < end && path.charAt(to) != '/') {
            to++;
        }
        return to;
    }

    /** Where the path begins in a URL. */
    private static int begin(String path) {
        int scheme = path.startsWith("/") ? -1 : path.indexOf("://");
        if (scheme < 0) {
            return 0;
        }
        int slash = path.indexOf('/', scheme + 3);
        return slash < 0 ? path.length() : slash;
    }

    /** Without query, fragment and path parameter. */
    private static int end(String path) {
        for (int i = begin(path); i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' || c == '#') {
                return i;
            }
        }
        return path.length();
    }
}
