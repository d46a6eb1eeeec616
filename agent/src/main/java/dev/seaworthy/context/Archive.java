package dev.seaworthy.context;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A jar, war or zip that classes were loaded from, or one that lies in another, opened by its files alone: no class loader
 * and no URL handler of the application is asked. Agent's thread.
 */
final class Archive implements Closeable {

    /** A jar within a jar is read whole; larger ones stay unread, in bytes. */
    private static final int LARGEST_NESTED = 48 << 20;

    private static final int LARGEST_FILE = 1 << 20;

    private final ZipFile outer;
    private final @Nullable NestedZip inner;
    /** Where its classes lie, with a slash behind; empty for its root. */
    final String classes;

    private Archive(ZipFile outer, @Nullable NestedZip inner, String classes) {
        this.outer = outer;
        this.inner = inner;
        this.classes = classes;
    }

    /**
     * Opens what a code source's address names: {@code file:/a.jar}, {@code jar:file:/a.jar!/lib/b.jar!/},
     * {@code jar:nested:/a.jar/!lib/b.jar!/}.
     *
     * @throws IOException where it names no file that can be read
     */
    static Archive open(String location) throws IOException {
        List<String> parts = parts(location);
        if (parts.isEmpty()) {
            throw new IOException("no file");
        }
        ZipFile outer = new ZipFile(new File(parts.get(0)));
        try {
            // One level is all that is in use: what lies deeper is classes in a directory of the inner one.
            String nested = parts.size() > 1 && isArchive(parts.get(1)) ? parts.get(1) : null;
            return nested == null
                    ? new Archive(outer, null, parts.size() > 1 ? parts.get(1) + "/" : "")
                    : new Archive(outer, NestedZip.of(bytes(outer, nested, LARGEST_NESTED)), "");
        } catch (IOException | RuntimeException unreadable) {
            outer.close();
            throw unreadable;
        }
    }

    /** File and, behind it, what lies inside of each other; empty if the address names no file. */
    static List<String> parts(String location) {
        int file = location.indexOf("file:");
        int nested = location.indexOf("nested:");
        int from = file >= 0 ? file + 5 : nested >= 0 ? nested + 7 : -1;
        List<String> parts = new ArrayList<>();
        if (from >= 0) {
            for (String part : location.substring(from).split("!", -1)) {
                boolean first = parts.isEmpty();
                String path = first ? part : part.startsWith("/") ? part.substring(1) : part;
                while (path.length() > 1 && path.endsWith("/")) {
                    path = path.substring(0, path.length() - 1);
                }
                if (!path.isEmpty()) {
                    parts.add(first ? decoded(path) : path);
                }
            }
        }
        return parts;
    }

    private static String decoded(String path) {
        try {
            String plain = new URI("file:" + path).getPath();
            return plain == null ? path : plain;
        } catch (URISyntaxException asItIs) {
            return path;
        }
    }

    private static boolean isArchive(String path) {
        return path.endsWith(".jar") || path.endsWith(".war") || path.endsWith(".zip");
    }

    /** Names of all files, with slashes. */
    List<String> names() {
        if (inner != null) {
            return inner.names();
        }
        List<String> names = new ArrayList<>(outer.size());
        for (Enumeration<? extends ZipEntry> each = outer.entries(); each.hasMoreElements(); ) {
            names.add(each.nextElement().getName());
        }
        return names;
    }

    /** A file's content, null if it is not there or larger than a class or a manifest is. */
    byte @Nullable [] bytes(String name) throws IOException {
        if (inner != null) {
            return inner.bytes(name, LARGEST_FILE);
        }
        return outer.getEntry(name) == null ? null : bytes(outer, name, LARGEST_FILE);
    }

    private static byte[] bytes(ZipFile zip, String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.getSize() > most) {
            throw new IOException(entry == null ? "not there" : "too large");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(most);
        }
    }

    /** A manifest's main attributes; continued lines are put together. */
    Map<String, String> manifest() throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        byte[] bytes = bytes("META-INF/MANIFEST.MF");
        if (bytes == null) {
            return attributes;
        }
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace("\n ", "");
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                attributes.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 2).trim());
            } else if (line.isBlank() && !attributes.isEmpty()) {
                break; // the main section is over
            }
        }
        return attributes;
    }

    @Override
    public void close() throws IOException {
        outer.close();
    }
}
