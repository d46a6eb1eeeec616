package dev.seaworthy.report;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new file beside the one that it is to replace. Its name cannot be guessed, so that neither another user nor another
 * container on the same volume, where every process may have the number 1, can be there first; nothing that exists is
 * ever opened, and no link followed. It has the permissions of the file that it replaces.
 */
final class FreshFile {

    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    private static final String END = ".tmp";
    private static final int DIGITS = 16;
    private static final int LONGEST_NAME = 50;
    private static final int ATTEMPTS = 10;

    /** A file is written in seconds: one so much older was left by a process that was killed. */
    private static final long STALE_MILLIS = 600_000;

    /** One with nothing in it, whose first bytes follow at once. */
    private static final long STALE_EMPTY_MILLIS = 60_000;

    /** Of a directory with more files only so many are looked at. */
    private static final int MOST_LOOKED_AT = 10_000;

    private final File target;
    private final String begin;
    private @Nullable File file;

    FreshFile(File target) {
        this.target = target;
        String name = target.getName();
        this.begin = "." + name.substring(0, Math.min(LONGEST_NAME, name.length())) + ".";
    }

    /** A file of such a name, which is not made by that. */
    File named(long number) {
        String random = Long.toHexString(number);
        return new File(
                target.getParentFile(),
                begin + "0".repeat(DIGITS - random.length()).concat(random) + END);
    }

    /** Creates it. */
    OutputStream open() throws IOException {
        for (int i = 1; ; i++) {
            File next = named(new SecureRandom().nextLong());
            try {
                OutputStream out = isPathsOwn() ? viaPath(next) : viaFile(next);
                file = next;
                return out;
            } catch (FileAlreadyExistsException taken) {
                if (i == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /** Puts it where its target is. */
    void replace() throws IOException {
        File from = made();
        if (!from.renameTo(target)) {
            // Windows renames onto a file with it alone.
            Files.move(from.toPath(), target.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        file = null;
    }

    /** Deletes it, unless it has replaced its target. */
    void discard() {
        if (file != null) {
            file.delete();
        }
    }

    /**
     * Deletes what processes that were killed have left. What is stale is told by the clock of the file system, since a
     * process of another container cannot be asked whether it lives.
     */
    void deleteStale() {
        if (!isPathsOwn()) {
            return;
        }
        try {
            long now = attributes(made().toPath()).lastModifiedTime().toMillis();
            int seen = 0;
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(target.getParentFile().toPath())) {
                for (Path next : files) {
                    if (++seen > MOST_LOOKED_AT) {
                        return;
                    }
                    if (isOurs(String.valueOf(next.getFileName()))) {
                        BasicFileAttributes found = attributes(next);
                        if (found.isRegularFile() && isStale(found, now)) {
                            Files.deleteIfExists(next);
                        }
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException leftThere) {
            // It takes room, and nothing else.
        }
    }

    private static boolean isStale(BasicFileAttributes found, long now) {
        long age = now - found.lastModifiedTime().toMillis();
        return age > (found.size() == 0 ? STALE_EMPTY_MILLIS : STALE_MILLIS);
    }

    private boolean isOurs(String name) {
        return name.startsWith(begin) && targetOf(name) == begin.length() - 1;
    }

    /**
     * Where the name of the target ends in the name of such a file, in which it begins at 1; -1 if it is no such file.
     * Earlier versions wrote the process's number instead of a random one.
     */
    static int targetOf(String name) {
        int to = name.length() - END.length();
        int dot = name.lastIndexOf('.', to - 1);
        if (dot < 2 || to <= dot + 1 || to - dot - 1 > DIGITS || name.charAt(0) != '.' || !name.endsWith(END)) {
            return -1;
        }
        for (int i = dot + 1; i < to; i++) {
            if (Character.digit(name.charAt(i), 16) < 0) {
                return -1;
            }
        }
        return dot;
    }

    private OutputStream viaPath(File next) throws IOException {
        Set<PosixFilePermission> old = permissions();
        FileAttribute<?>[] first = old == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(old)};
        OutputStream out =
                java.nio.channels.Channels.newOutputStream(Files.newByteChannel(next.toPath(), CREATE, first));
        if (old != null) {
            try {
                // The process's own mask has taken some of them away.
                Files.setPosixFilePermissions(next.toPath(), old);
            } catch (IOException | SecurityException strict) {
                return out;
            }
        }
        return out;
    }

    private @Nullable Set<PosixFilePermission> permissions() {
        try {
            return target.exists() ? Files.getPosixFilePermissions(target.toPath(), LinkOption.NOFOLLOW_LINKS) : null;
        } catch (IOException | UnsupportedOperationException | SecurityException without) {
            return null;
        }
    }

    /** Where {@code java.nio.file} is the application's: creating is exclusive here as well. */
    private static OutputStream viaFile(File next) throws IOException {
        if (!next.createNewFile()) {
            throw new FileAlreadyExistsException(next.getPath());
        }
        return new FileOutputStream(next);
    }

    private File made() throws IOException {
        if (file == null) {
            throw new IOException("it was not created");
        }
        return file;
    }

    private static boolean isPathsOwn() {
        return System.getProperty("java.nio.file.spi.DefaultFileSystemProvider") == null;
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
