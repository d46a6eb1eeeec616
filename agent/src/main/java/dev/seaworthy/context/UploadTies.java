package dev.seaworthy.context;

import dev.seaworthy.observation.Upload;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file is what a client sent: by its name, by its size to the byte, by its kind where the application made
 * a picture of a picture of it, or by a size that is about the same. What else a request writes beside its upload, such as
 * a report or a marker, is none.
 */
final class UploadTies {

    /** A name so short is that of many files. */
    private static final int SHORTEST_NAME = 3;
    /** What is encrypted, or has a head of its own, is so much longer at most: a sixteenth, and this. */
    private static final long LONGER = 1_024;

    private static final int SIXTEENTH = 4;
    /** What is smaller than a quarter of what was sent is not taken for it. */
    private static final int QUARTER = 2;
    /** What the boundaries and heads of a form with one file take. */
    private static final long FORM = 4_096;

    /** Media by the extensions of their files, for those whose type the client does not say. */
    private static final Map<String, String> MEDIA = Map.ofEntries(
            Map.entry("png", "image/"),
            Map.entry("jpg", "image/"),
            Map.entry("jpeg", "image/"),
            Map.entry("gif", "image/"),
            Map.entry("webp", "image/"),
            Map.entry("bmp", "image/"),
            Map.entry("tif", "image/"),
            Map.entry("tiff", "image/"),
            Map.entry("svg", "image/"),
            Map.entry("heic", "image/"),
            Map.entry("avif", "image/"),
            Map.entry("mp4", "video/"),
            Map.entry("mov", "video/"),
            Map.entry("webm", "video/"),
            Map.entry("mkv", "video/"),
            Map.entry("avi", "video/"),
            Map.entry("mp3", "audio/"),
            Map.entry("wav", "audio/"),
            Map.entry("ogg", "audio/"),
            Map.entry("flac", "audio/"),
            Map.entry("m4a", "audio/"));

    private UploadTies() {}

    static @Nullable Upload of(UploadParts sent, String path, long size) {
        String name = last(path);
        int count = (int) Math.min(Integer.MAX_VALUE, sent.count());
        String matches = null;
        for (UploadParts.Sent file : sent.files()) {
            String submitted = file.name() == null ? "" : last(file.name());
            if (file.name() != null && leadsTo(file.name(), path)) {
                return new Upload(Math.max(1, count), Upload.LEAVES, submitted);
            }
            if (submitted.length() >= SHORTEST_NAME && submitted.equals(name)) {
                return new Upload(Math.max(1, count), Upload.NAME, submitted);
            }
            matches = stronger(matches, tie(file, submitted, name, size));
        }
        if (matches != null) {
            return new Upload(Math.max(1, count), matches, null);
        }
        matches = whole(sent, name, size);
        if (matches != null) {
            return new Upload(count, matches, null);
        }
        boolean known = sent.isWatched() || sent.announced() >= 0 || sent.bytes() > 0 || !sent.isLikely();
        return known ? null : new Upload(0, null, null);
    }

    private static @Nullable String tie(UploadParts.Sent file, String submitted, String name, long size) {
        String kind = media(file.type(), submitted);
        boolean alike = kind != null && kind.equals(media("", name)) || isOfType(name, submitted);
        if (size > 0 && file.bytes() == size) {
            return alike ? Upload.SIZE_AND_TYPE : "size of a part";
        }
        if (submitted.length() >= SHORTEST_NAME && name.contains(submitted)) {
            return Upload.NAME;
        }
        return kind != null && kind.equals(media("", name)) ? Upload.KIND : about(file.bytes(), size);
    }

    /** Whether the client's name has the same extension, which is not that of any scratch file. */
    private static boolean isOfType(String name, String submitted) {
        String extension = extension(submitted);
        return extension.length() > 1 && !extension.equals("tmp") && extension.equals(extension(name));
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** What ties it to the body as a whole. */
    private static @Nullable String whole(UploadParts sent, String name, long size) {
        if (sent.isMultipart()) {
            long announced = sent.announced();
            boolean one = !sent.isWatched() && size <= announced && size > announced - FORM;
            return one ? "size of the body" : sent.count() > 1 ? about(sent.fileBytes(), size) : null;
        }
        String kind = media(sent.type(), "");
        boolean alike = kind != null && kind.equals(media("", name));
        if (size > 0 && (size == sent.bytes() || !sent.isWatched() && size == sent.announced())) {
            return alike ? Upload.BODY : "size of the body";
        }
        if (!sent.isLikely() || sent.isWatched() && sent.bytes() == 0) {
            return null;
        }
        return alike ? Upload.BODY_KIND : about(Math.max(sent.bytes(), sent.isWatched() ? 0 : sent.announced()), size);
    }

    /** A size that is not the same, but about it. */
    private static @Nullable String about(long sent, long size) {
        if (sent <= 0 || size < sent >> QUARTER) {
            return null;
        }
        return size >= sent && size <= sent + (sent >> SIXTEENTH) + LONGER ? Upload.CLOSE : Upload.ABOUT;
    }

    private static @Nullable String stronger(@Nullable String one, @Nullable String other) {
        return one == null || other != null && Upload.ABOUT.equals(one) ? other : one;
    }

    /** {@code image/} and the like; null if it is none. */
    private static @Nullable String media(String type, String name) {
        if (type.startsWith("image/") || type.startsWith("video/") || type.startsWith("audio/")) {
            return type.substring(0, type.indexOf('/') + 1);
        }
        return MEDIA.get(extension(name));
    }

    /** Whether a name with {@code ..} in it led there, with more than the file's own name left of it. */
    private static boolean leadsTo(String name, String path) {
        String plain = name.replace('\\', '/');
        int climbs = plain.lastIndexOf("../");
        String rest = climbs < 0 ? "" : plain.substring(climbs + 2);
        return rest.indexOf('/', 1) > 0 && path.replace('\\', '/').endsWith(rest);
    }

    private static String last(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
