package dev.seaworthy.report;

import java.time.Instant;

/** A moment as outputs show it: UTC, always with three digits of a second. */
final class Timestamp {

    private Timestamp() {}

    /** {@code 2026-11-22T10:28:20.123Z}. */
    static String of(long millis) {
        String text = Instant.ofEpochMilli(millis).toString();
        return text.indexOf('.') >= 0 ? text : text.replace("Z", ".000Z");
    }
}
