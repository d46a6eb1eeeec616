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
    static @Nullable String address(Class<?> type) {
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
        String path = className.replace('.', '/') + ".class";
        try {
            List<String> parts = Archive.parts(address);
            if (parts.size() == 1 && address.endsWith("/") && !address.contains("!")) {
                return inFolder(new File(parts.get(0), path));
            }
            Archive archive = archive(address);
            if (archive == null) {
                return null;
            }
            byte[] file = archive.bytes(archive.classes + path);
            if (file == null) {
                file = archive.bytes("WEB-INF/classes/" + path);
            }
            return file == null ? null : ClassFile.of(file);
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    private static @Nullable ClassFile inFolder(File file) throws IOException {
        if (!file.isFile() || file.length() > LARGEST) {
            return null;
        }
        try (InputStream in = new FileInputStream(file)) {
            return ClassFile.read(in);
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
