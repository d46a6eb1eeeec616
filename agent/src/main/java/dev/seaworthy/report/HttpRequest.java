package dev.seaworthy.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a request: its first line and two of its headers.
 *
 * @param method empty if the request cannot be understood
 * @param path as it was sent, without query: nothing is decoded and no dots are resolved, so nothing gets past a check
 * @param query what stands behind the question mark, as it was sent; empty if nothing does
 * @param host the {@code Host} header, null if there is none or more than one
 * @param authorization the {@code Authorization} header, null if there is none
 * @param hasBody whether more is to come behind the head
 * @param wrong the answer to a request that cannot be understood, null if it can
 */
record HttpRequest(
        String method,
        String path,
        String query,
        @Nullable String host,
        @Nullable String authorization,
        boolean hasBody,
        @Nullable HttpResponse wrong) {

    private static final String IN_TOKENS = "!#$%&'*+-.^_`|~";

    /** A request that is answered with why it was not understood. */
    static HttpRequest bad(int status, String why) {
        return new HttpRequest("", "", "", null, null, status == 431, HttpResponse.plain(status, why));
    }

    /**
     * Understands a head, strictly: where two readers might understand it differently it is refused.
     *
     * @param head without the empty line at its end
     */
    static HttpRequest of(String head) {
        String[] lines = head.split("\n", -1);
        String[] first = withoutReturn(lines[0]).split(" ", -1);
        if (first.length != 3 || !isToken(first[0]) || !first[2].matches("HTTP/1\\.[0-9]")) {
            return bad(400, "the first line must be: GET /path HTTP/1.1");
        }
        if (first[1].isEmpty() || !isVisible(first[1])) {
            return bad(400, "the path must be visible ASCII characters");
        }
        String host = null;
        String authorization = null;
        int hosts = 0;
        int lengths = 0;
        boolean chunked = false;
        boolean hasBody = false;
        for (int i = 1; i < lines.length; i++) {
            String line = withoutReturn(lines[i]);
            int colon = line.indexOf(':');
            if (colon <= 0 || line.indexOf('\r') >= 0 || !isToken(line.substring(0, colon))) {
                return bad(400, "each header must be one line: name, colon, value");
            }
            String value = line.substring(colon + 1).trim();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "host" -> {
                    host = value;
                    hosts++;
                }
                case "authorization" -> {
                    if (authorization != null) {
                        return bad(400, "more than one Authorization header");
                    }
                    authorization = value;
                }
                case "content-length" -> {
                    lengths++;
                    hasBody = !value.equals("0");
                    if (!value.matches("[0-9]{1,18}")) {
                        return bad(400, "Content-Length must be a number");
                    }
                }
                case "transfer-encoding" -> chunked = true;
                default -> {
                    // of no concern to us
                }
            }
        }
        if (lengths > 1 || lengths > 0 && chunked) {
            return bad(400, "the length of the body is given more than once");
        }
        if (hosts != 1 || host == null) {
            return bad(400, "exactly one Host header is required");
        }
        boolean readable = first[0].equals("GET") || first[0].equals("HEAD");
        if (readable && !first[1].startsWith("/")) {
            return bad(400, "the path must begin with /");
        }
        int query = first[1].indexOf('?');
        String path = query < 0 ? first[1] : first[1].substring(0, query);
        String asked = query < 0 ? "" : first[1].substring(query + 1);
        return new HttpRequest(first[0], path, asked, host, authorization, hasBody || chunked, null);
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && IN_TOKENS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
