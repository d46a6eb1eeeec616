package dev.seaworthy.context;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that classes came from, by the address of their code source. Never by their class loader: a
 * {@code URLClassLoader} that is asked for a resource and closed later closes the jar for all who share its cache. Keeps the
 * last archive open until it is closed itself. Not thread-safe; agent's thread, or one that may wait for a disk.
 */
public final class ClassFiles implements Closeable {

    private static final int LARGEST = 1 << 20;

    private @Nullable Archive open;
    private String location = "";

    /** The class's file; null if it is not to be had. */
    public @Nullable ClassFile of(Class<?> type) {
        String address = address(type);
        return address == null ? null : find(address, type.getName());
    }

    /** The address that a class came from; null if it has none. */
    public static @Nullable String address(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null || source.getLocation() == null
                    ? null
                    : source.getLocation().toString();
        } catch (RuntimeException noPermission) {
            return null;
        }
    }

    /** The file of a class of that name from that address; null if it is not to be had. */
    @Nullable
    ClassFile find(String address, String className) {
        byte[] file = bytes(address, className);
        try {
            return file == null ? null : ClassFile.of(file);
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /**
     * The same as it is.
     *
     * @param address as {@link #address} gives it
     * @param className binary name
     */
    public byte @Nullable [] bytes(String address, String className) {
        String path = path(className);
        try {
            List<String> parts = Archive.parts(address);
            if (isFolder(parts, address)) {
                return inFolder(new File(parts.get(0), path));
            }
            Archive archive = archive(address);
            if (archive == null) {
                return null;
            }
            byte[] file = archive.bytes(archive.classes + path);
            return file == null ? archive.bytes("WEB-INF/classes/" + path) : file;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Whether there is no file of that class at an address that can be read. */
    boolean lacks(String address, String className) {
        try {
            List<String> parts = Archive.parts(address);
            if (isFolder(parts, address)) {
                File folder = new File(parts.get(0));
                return folder.isDirectory() && !new File(folder, path(className)).exists();
            }
            return archive(address) != null && bytes(address, className) == null;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private static boolean isFolder(List<String> parts, String address) {
        return parts.size() == 1 && address.endsWith("/") && !address.contains("!");
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static byte @Nullable [] inFolder(File file) throws IOException {
        if (!file.isFile() || file.length() > LARGEST) {
            return null;
        }
        try (InputStream in = new FileInputStream(file)) {
            return in.readNBytes(LARGEST);
        }
    }

    /** The archive at that address, kept open for the next question; null if it cannot be read. */
    @Nullable
    Archive archive(String address) {
        if (!location.equals(address)) {
            close();
            location = address;
            try {
                open = Archive.open(address);
            } catch (IOException | RuntimeException unreadable) {
                open = null;
            }
        }
        return open;
    }

    @Override
    public void close() {
        Archive done = open;
        open = null;
        location = "";
        if (done != null) {
            try {
                done.close();
            } catch (IOException gone) {
                // nothing is lost
            }
        }
    }
}
