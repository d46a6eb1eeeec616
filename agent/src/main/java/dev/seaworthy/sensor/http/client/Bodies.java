package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.Getter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads bodies of requests that lie in memory, and only what can be read again; nothing of the application's is called. */
final class Bodies {

    static final int LONGEST = 65_536;

    private static final Getter ENTITY = Getter.of(
            "org.apache.http.HttpEntityEnclosingRequest,org.apache.hc.core5.http.HttpEntityContainer", "getEntity");
    private static final Getter CONTENT =
            Getter.of("org.apache.http.HttpEntity,org.apache.hc.core5.http.HttpEntity", "getContent");

    private Bodies() {}

    /** What was written so far; null if it is too long, or the stream is another. */
    static @Nullable String of(@Nullable Object written) {
        boolean isMemory =
                written != null && written.getClass().getName().equals("sun.net.www.http.PosterOutputStream");
        return isMemory && written instanceof ByteArrayOutputStream bytes && bytes.size() <= LONGEST
                ? bytes.toString(StandardCharsets.UTF_8)
                : null;
    }

    /** What a request of Apache's clients sends from an array, whose streams may be opened again and again. */
    static @Nullable String ofApache(@Nullable Object request) {
        Object entity = ENTITY.read(request);
        String type = entity == null ? "" : entity.getClass().getName();
        boolean isMemory = type.startsWith("org.apache.h")
                && (type.endsWith(".StringEntity")
                        || type.endsWith(".ByteArrayEntity")
                        || type.endsWith(".UrlEncodedFormEntity"));
        return isMemory ? ofStream(CONTENT.read(entity)) : null;
    }

    /** What a stream over an array holds; null if it is another, or holds too much. */
    private static @Nullable String ofStream(@Nullable Object content) {
        if (content == null || content.getClass() != ByteArrayInputStream.class) {
            return null;
        }
        ByteArrayInputStream bytes = (ByteArrayInputStream) content;
        return bytes.available() <= LONGEST ? new String(bytes.readAllBytes(), StandardCharsets.UTF_8) : null;
    }
}
