package dev.seaworthy.sensor.http;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What answers and failures say, read the same way for both clients. */
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

    /** A connection's timeout in milliseconds: what it was told, else the JVM's default, 0 = unlimited. */
    static long timeout(int told, String property) {
        return told > 0 ? told : Math.max(0, Integer.getInteger(property, 0));
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
