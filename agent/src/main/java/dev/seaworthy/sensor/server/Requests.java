package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/** Begins and ends a request's unit of work; servers differ only in where they keep path and content type. */
final class Requests {

    private static final Routes ROUTES = new Routes();

    private Requests() {}

    static void begin(Units units, @Nullable String contentType, @Nullable String method, @Nullable String path) {
        units.begin(
                Unit.Kind.REQUEST,
                isUpload(contentType),
                units.isStarted() || !Probes.isProbe(path),
                ROUTES.of(method, path));
    }

    /** Counts what was dropped since the last time because a limit was reached, in whatever server. */
    static void tick(Drops drops) {
        long routes = ROUTES.takeDropped();
        if (routes > 0) {
            drops.dropped("server.routes", routes);
        }
        long bodies = Brought.takeDropped();
        if (bodies > 0) {
            drops.dropped("server.bodies", bodies);
        }
    }

    /** Multipart, or a binary body: an image, a sound, a film, a document, bytes. */
    static boolean isUpload(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        return starts(contentType, "multipart/")
                || starts(contentType, "image/")
                || starts(contentType, "video/")
                || starts(contentType, "audio/")
                || starts(contentType, "application/octet-stream")
                || starts(contentType, "application/pdf")
                || starts(contentType, "application/zip")
                || starts(contentType, "application/vnd.") && !isStructured(contentType);
    }

    /** A vendor's JSON or XML is a message, not a file. */
    private static boolean isStructured(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.contains("json") || type.contains("xml") && !type.contains("openxml");
    }

    private static boolean starts(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
