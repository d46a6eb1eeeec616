package dev.seaworthy.sensor.server;

import java.util.Locale;
import java.util.Set;

/** Headers that clients and proxies send by themselves, so that no application asks for them in a statement. */
final class Standard {

    private static final Set<String> HEADERS = Set.of(
            "host",
            "connection",
            "user-agent",
            "cache-control",
            "pragma",
            "upgrade",
            "te",
            "dnt",
            "range",
            "expect",
            "date",
            "via",
            "forwarded",
            "origin",
            "referer",
            "keep-alive",
            "transfer-encoding",
            "trailer",
            "priority",
            "upgrade-insecure-requests",
            "max-forwards",
            "http2-settings");

    private Standard() {}

    /** Also those that carry a secret: what needs no look is not looked at. */
    static boolean isHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return HEADERS.contains(lower)
                || lower.startsWith("accept")
                || lower.startsWith("content-")
                || lower.startsWith("sec-")
                || lower.startsWith("if-")
                || lower.contains("authorization");
    }
}
