package dev.seaworthy.sensor.server;

import dev.seaworthy.context.UploadParts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of one request that may be a file or hold files, looked at while it is read. Thread-safe. */
final class Body extends UploadParts implements Pieces {

    private static final String MULTIPART = "multipart/";

    /** What bodies of these types say is a file, wherever it goes. */
    private static final String[] FILES = {
        "image/",
        "video/",
        "audio/",
        "font/",
        "model/",
        "application/octet-stream",
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/x-zip",
        "application/x-tar",
        "application/x-7z",
        "application/x-bzip",
        "application/x-xz",
        "application/zstd",
        "application/epub",
        "application/msword",
        "application/rtf",
        "application/java-archive",
        "application/postscript",
        "application/vnd."
    };

    /** What programs say to each other; in a type that is no {@link #FILES file's}. */
    private static final String[] MESSAGES = {
        "json",
        "xml",
        "urlencoded",
        "grpc",
        "graphql",
        "proto",
        "msgpack",
        "cbor",
        "avro",
        "thrift",
        "serialized",
        "event-stream",
        "sparql",
        "message/",
        "dns-",
        "ocsp"
    };

    private final @Nullable Parts parts;

    private Body(String type, boolean likely, @Nullable String boundary) {
        super(type, likely, boundary != null);
        this.parts = boundary == null || boundary.isEmpty() ? null : new Parts(boundary, this::add, this::end);
    }

    /** The body of a request of that type and method; null if it is none, or a message. */
    static @Nullable Body of(@Nullable String contentType, @Nullable String method) {
        if (contentType == null || contentType.isEmpty()) {
            return "POST".equals(method) || "PUT".equals(method) || "PATCH".equals(method)
                    ? new Body("", false, null)
                    : null;
        }
        if (starts(contentType, "application/json")
                || starts(contentType, "application/x-www-form-urlencoded")
                || starts(contentType, "application/grpc")) {
            return null; // most bodies are
        }
        String type = HeaderValue.type(contentType);
        if (type.startsWith(MULTIPART)) {
            String boundary = HeaderValue.parameter(contentType, "boundary");
            return new Body(type, true, boundary == null ? "" : boundary);
        }
        if (isFile(type)) {
            return new Body(type, true, null);
        }
        for (String message : MESSAGES) {
            if (type.contains(message)) {
                return null;
            }
        }
        return new Body(type, false, null);
    }

    private static boolean starts(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Whether what has that type is a file: an image, a sound, a film, a document, an archive, bytes. */
    static boolean isFile(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        for (String file : FILES) {
            if (lower.startsWith(file)) {
                return !isStructured(lower);
            }
        }
        return false;
    }

    /** A vendor's JSON or XML is a message, not a file; an image may be XML. */
    private static boolean isStructured(String type) {
        return type.startsWith("application/")
                && (type.contains("json") || type.contains("xml") && !type.contains("openxml"));
    }

    @Override
    public List<Sent> files() {
        List<Sent> files = super.files();
        Sent unfinished = null;
        if (parts != null) {
            synchronized (parts) {
                unfinished = parts.unfinished();
            }
        }
        if (unfinished == null) {
            return files;
        }
        List<Sent> all = new ArrayList<>(files);
        all.add(unfinished);
        return all;
    }

    @Override
    public void read(@Nullable ByteBuffer from) {
        int more = from == null ? 0 : from.remaining();
        if (from == null || more == 0) {
            return;
        }
        add((long) more);
        if (parts != null) {
            synchronized (parts) {
                parts.read(from);
            }
        }
    }
}
