package dev.seaworthy.sensor.http;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What answers and failures say, read the same way for all clients. */
final class Locations {

    private Locations() {}

    /** Scheme and host of an absolute URL, lower case, empty for any other. */
    static String origin(@Nullable String url) {
        if (url == null
                || !(url.regionMatches(true, 0, "http://", 0, 7) || url.regionMatches(true, 0, "https://", 0, 8))) {
            return "";
        }
        int begin = url.indexOf("//") + 2;
        int end = url.length();
        for (int i = begin; i < end; i++) {
            char c = url.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                end = i;
            }
        }
        String authority = url.substring(begin, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
        String scheme = url.substring(0, begin);
        return (scheme + (colon < 0 ? host : host.substring(0, colon))).toLowerCase(Locale.ROOT);
    }

    static boolean isEventStream(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "text/event-stream", 0, 17);
    }

    /** Whether a header of a request says that it wants an event stream. */
    static boolean asksForEvents(String name, String value) {
        return name.equalsIgnoreCase("Accept") && isEventStream(value);
    }

    /** Whether a header says that the connection is to be closed. */
    static boolean isClose(String name, String value) {
        return name.equalsIgnoreCase("Connection")
                && value.toLowerCase(Locale.ROOT).contains("close");
    }

    /** Whether an answer is the last one on its connection: HTTP/1.0 closes unless it says that it does not. */
    static boolean isLast(@Nullable String connection, @Nullable Object version) {
        if (connection != null) {
            String said = connection.toLowerCase(Locale.ROOT);
            if (said.contains("close") || said.contains("keep-alive")) {
                return said.contains("close");
            }
        }
        String spoken = version == null ? "" : version.toString().toUpperCase(Locale.ROOT);
        return spoken.startsWith("HTTP/1.0") || spoken.equals("HTTP_1_0");
    }

    /** Whether somebody at the other end said that nobody listens there. */
    static boolean isRefusal(Throwable thrown) {
        boolean refused = false;
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            String message = cause.getMessage();
            if (cause instanceof UnresolvedAddressException || message != null && message.contains("timed out")) {
                return false;
            }
            refused |= cause instanceof ConnectException;
            cause = cause.getCause();
        }
        return refused;
    }
}
