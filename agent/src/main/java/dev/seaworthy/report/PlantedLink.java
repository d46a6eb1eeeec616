package dev.seaworthy.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic link that another user put into a directory in which everybody may write. To follow it would be to write
 * where that user likes; the kernel forbids it as well, where {@code fs.protected_symlinks} is set. Any other link is
 * somebody's intention.
 */
final class PlantedLink {

    private static final String OWNER = "unix:uid";

    private PlantedLink() {}

    /** The first such link on the way to {@code file}, null where there is none, or the system cannot tell. */
    static @Nullable File on(File file) {
        if (System.getProperty("java.nio.file.spi.DefaultFileSystemProvider") != null) {
            return null;
        }
        try {
            // This is a link as well, to what is the process's own.
            Object self = Files.getAttribute(Path.of("/proc/self"), OWNER);
            for (Path next = file.toPath().toAbsolutePath(); next != null; next = next.getParent()) {
                if (Files.isSymbolicLink(next) && self != null && isPlanted(next, self)) {
                    return next.toFile();
                }
            }
        } catch (IOException | RuntimeException unknown) {
            return null;
        }
        return null;
    }

    private static boolean isPlanted(Path link, Object self) throws IOException {
        Path directory = link.getParent();
        Object owner = owner(link);
        return directory != null
                && !owner.equals(self)
                && Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)
                && !owner.equals(Files.getAttribute(directory, OWNER));
    }

    private static Object owner(Path path) throws IOException {
        return Objects.requireNonNull(Files.getAttribute(path, OWNER, LinkOption.NOFOLLOW_LINKS));
    }
}
