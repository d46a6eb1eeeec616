package dev.seaworthy.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What has come so far of a request's head. Looks at each byte once, however small the pieces are. */
final class RequestHead {

    static final int LONGEST = 16_384;
    private static final int FIRST = 1_024;

    private byte[] bytes = new byte[FIRST];
    private int length;
    private int lineStart;
    private boolean firstLineSeen;
    private int surplus;

    /** Takes more; returns the request as soon as it is there or has gone wrong, null until then. */
    @Nullable
    HttpRequest add(byte[] more, int count) {
        for (int i = 0; i < count; i++) {
            byte next = more[i];
            surplus = count - i - 1;
            if (length == LONGEST) {
                return HttpRequest.bad(431, "a request may have " + LONGEST + " characters without its body");
            }
            if (next < ' ' && next >= 0 && next != '\r' && next != '\n' && next != '\t' || next == 127) {
                return HttpRequest.bad(
                        400, "this endpoint speaks plain HTTP: there is a control character in the request");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(LONGEST, length * 2));
            }
            bytes[length++] = next;
            if (next == '\n') {
                HttpRequest request = endLine();
                if (request != null) {
                    return request;
                }
            }
        }
        return null;
    }

    /** How many bytes came behind what was understood. */
    int surplus() {
        return surplus;
    }

    private @Nullable HttpRequest endLine() {
        int end = length - 1;
        if (end > lineStart && bytes[end - 1] == '\r') {
            end--;
        }
        if (end == lineStart) {
            // The line feed before the empty line belongs to the line before.
            return HttpRequest.of(text(Math.max(0, lineStart - 1)));
        }
        if (!firstLineSeen) {
            // Old or other protocols never send an empty line: they need not wait for their answer.
            firstLineSeen = true;
            if (!text(end).endsWith(" HTTP/1.1") && !text(end).endsWith(" HTTP/1.0")) {
                return HttpRequest.bad(400, "the first line must be: GET /path HTTP/1.1");
            }
        }
        lineStart = length;
        return null;
    }

    private String text(int end) {
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
