package dev.seaworthy.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is held open while it may come to belong to somebody else: files in it are reached through the open
 * directory and never through its path, by known names, and no link is followed. Where the system has no such calls,
 * there is no other user who could be given a directory, and paths do.
 */
final class HeldDirectory {

    /** What an answer may have at most; a listing of classes that kept their bytes is the longest. */
    private static final int LONGEST = 1 << 20;

    private final Path path;
    private final @Nullable SecureDirectoryStream<Path> parent;
    private final @Nullable SecureDirectoryStream<Path> inside;

    private HeldDirectory(
            Path path, @Nullable SecureDirectoryStream<Path> parent, @Nullable SecureDirectoryStream<Path> inside) {
        this.path = path;
        this.parent = parent;
        this.inside = inside;
    }

    /** Holds a directory that nobody else can have touched yet. */
    static HeldDirectory of(Path path) throws IOException {
        Path whole = path.toAbsolutePath();
        Path above = whole.getParent();
        Path name = whole.getFileName();
        DirectoryStream<Path> parent = above == null ? null : Files.newDirectoryStream(above);
        if (name != null && parent instanceof SecureDirectoryStream<Path> secure) {
            return new HeldDirectory(whole, secure, secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        }
        if (parent != null) {
            parent.close();
        }
        return new HeldDirectory(whole, null, null);
    }

    /** Whether there is a file of that name; a link or a directory is none. */
    boolean has(String name) throws IOException {
        try {
            BasicFileAttributes found = inside == null
                    ? Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    : inside.getFileAttributeView(
                                    Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes();
            if (!found.isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** The lines of a file, the first megabyte of it. */
    List<String> lines(String name) throws IOException {
        Set<java.nio.file.OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (SeekableByteChannel file = inside == null
                ? Files.newByteChannel(path.resolve(name), options)
                : inside.newByteChannel(Path.of(name), options)) {
            ByteBuffer buffer = ByteBuffer.allocate(8_192);
            while (text.size() < LONGEST && file.read(buffer) >= 0) {
                text.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Deletes the files of those names and, if nothing else is left in it, the directory; holds it no longer. */
    void remove(List<String> names) {
        for (String name : names) {
            try {
                if (inside == null) {
                    Files.deleteIfExists(path.resolve(name));
                } else {
                    inside.deleteFile(Path.of(name));
                }
            } catch (IOException | SecurityException absent) {
                continue;
            }
        }
        try {
            if (parent == null) {
                Files.deleteIfExists(path);
            } else {
                parent.deleteDirectory(path.getFileName());
            }
        } catch (IOException | SecurityException leftAlone) {
            // Somebody put something else there: it is theirs.
        }
        close(inside);
        close(parent);
    }

    private static void close(@Nullable DirectoryStream<Path> stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException closed) {
            // it was only read
        }
    }
}
