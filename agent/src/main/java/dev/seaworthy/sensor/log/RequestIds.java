package dev.seaworthy.sensor.log;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Knows ids of requests and traces in log events: by the names of keys, and by what they look like. */
final class RequestIds {

    /** In front of {@code id}, with or without something between. */
    private static final String[] NAMES = {
        "trace",
        "span",
        "request",
        "req",
        "correlation",
        "transaction",
        "tx",
        "txn",
        "conversation",
        "interaction",
        "operation",
        "flow",
        "b3",
        "call",
        "r"
    };

    /** By themselves. */
    private static final String[] WHOLE = {"traceparent", "trace", "correlation", "x-b3", "reqid", "cid", "rid"};

    private static final String ID = "id";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;
    private static final int LONGEST_WORD = 4;

    /** Of a context with more, nothing is said. */
    static final int MOST_KEYS = 256;

    /** Whether a key of that name holds such an id. */
    static final Predicate<String> IS_KEY = RequestIds::isKey;

    private RequestIds() {}

    /** {@code traceId}, {@code X-Request-ID}, {@code dd.trace_id}, {@code mdc_req-id}. */
    static boolean isKey(String key) {
        int end = key.length();
        for (String whole : WHOLE) {
            if (key.equalsIgnoreCase(whole)) {
                return true;
            }
        }
        if (end < ID.length() || !key.regionMatches(true, end - ID.length(), ID, 0, ID.length())) {
            return false;
        }
        int before = end - ID.length();
        while (before > 0 && "._- ".indexOf(key.charAt(before - 1)) >= 0) {
            before--;
        }
        for (String name : NAMES) {
            int from = before - name.length();
            if (from >= 0
                    && key.regionMatches(true, from, name, 0, name.length())
                    && (from == 0
                            || !Character.isLetter(key.charAt(from - 1))
                            || name.length() > LONGEST_WORD
                            || Character.isUpperCase(key.charAt(from)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an event has one in its context, its key/value pairs or its arguments, or names one in its message. It may have
     * one in a context that cannot be read.
     */
    static boolean isTied(LoggedEvent event) {
        try {
            return event.anyKey(IS_KEY) || holdsId(event.context()) || names(event.message());
        } catch (Throwable unreadable) { // of whatever kind, it is the application's
            return true;
        }
    }

    private static boolean holdsId(Map<?, ?> context) {
        if (context.isEmpty()) {
            return false;
        }
        int left = MOST_KEYS;
        for (Object value : context.values()) {
            if (left-- == 0 || value instanceof String text && looksLikeId(text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }

    /** {@code requestId={}}, {@code "trace-id": …}, {@code [rid:{}]}. */
    static boolean names(@Nullable String message) {
        if (message == null) {
            return false;
        }
        for (int i = 1; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c != '=' && c != ':') {
                continue;
            }
            int end = i;
            while (end > 0 && (message.charAt(end - 1) == '"' || message.charAt(end - 1) == ' ')) {
                end--;
            }
            int from = end;
            while (from > 0 && isKeyPart(message.charAt(from - 1))) {
                from--;
            }
            if (from < end && isKey(message.substring(from, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKeyPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** Whether somebody made that up to tell things apart: letters and digits mixed, a UUID, a long hexadecimal number. */
    static boolean looksLikeId(CharSequence text, int from, int to) {
        int length = to - from;
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        int digits = 0;
        int letters = 0;
        int word = 0;
        int changes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                changes += word > 0 ? 1 : 0;
                word = 0;
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                letters++;
                changes += word == 0 && i > from && Character.isDigit(text.charAt(i - 1)) ? 1 : 0;
                word++;
                if (word > LONGEST_WORD && (c < 'a' || c > 'f')) {
                    return false;
                }
            } else if (c == '-' || c == '_') {
                word = 0;
            } else {
                return false;
            }
        }
        return digits >= 2 && letters >= 2 && changes >= 2;
    }
}
