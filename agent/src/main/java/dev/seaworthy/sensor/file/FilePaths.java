package dev.seaworthy.sensor.file;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths as text. Only classes of the JDK are asked: an application's own path may do anything. */
final class FilePaths {

    private FilePaths() {}

    /** The absolute path without {@code .} and {@code ..}; null if it is not a path of the JDK's own. */
    static @Nullable String absolute(@Nullable Object file) {
        if (file instanceof String text) {
            return tidy(isAbsolute(text) ? text : new File(text).getAbsolutePath());
        }
        if (file instanceof File plain) {
            return plain.getClass() == File.class ? tidy(plain.getAbsolutePath()) : null;
        }
        return file instanceof Path path && isOwn(path)
                ? tidy(path.toAbsolutePath().toString())
                : null;
    }

    /** The path as it was given; null if it is not a path of the JDK's own. */
    static @Nullable String given(@Nullable Object file) {
        if (file instanceof String text) {
            return text;
        }
        if (file instanceof File plain) {
            return plain.getClass() == File.class ? plain.getPath() : null;
        }
        return file instanceof Path path && isOwn(path) ? path.toString() : null;
    }

    /** What an address of the JDK's own says; empty for all else. */
    static String address(@Nullable Object address) {
        if (address instanceof URI uri) {
            return uri.toString();
        }
        // Not its text, which is put together by the application's own handler.
        return address instanceof URL url ? url.getProtocol() + ":" + url.getFile() : "";
    }

    static boolean isRelative(@Nullable Object file) {
        String given = given(file);
        return given != null && !isAbsolute(given);
    }

    private static boolean isOwn(Path file) {
        return file.getClass().getClassLoader() == null;
    }

    private static boolean isAbsolute(String path) {
        return File.separatorChar == '/' ? path.startsWith("/") : new File(path).isAbsolute();
    }

    /** The name without its directories. */
    static String name(String path) {
        return path.substring(path.lastIndexOf(File.separatorChar) + 1);
    }

    private static String tidy(String path) {
        return path.contains(File.separatorChar == '/' ? "/." : "\\.")
                ? Path.of(path).normalize().toString()
                : path;
    }
}
