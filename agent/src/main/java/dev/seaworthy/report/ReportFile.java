package dev.seaworthy.report;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is always whole: written beside its place, then renamed into it. Where it cannot be written it says so once,
 * and goes on trying. Not thread-safe.
 */
public final class ReportFile {

    /** Writes the contents. */
    public interface Content {
        void write(Writer out) throws IOException;
    }

    private final String path;
    private final Consumer<String> warn;
    private boolean warned;

    /**
     * @param path its name, in which {@code %p} stands for the process's id, as in the JVM's own options
     * @param warn takes one line when the file cannot be written
     */
    ReportFile(String path, Consumer<String> warn) {
        this.path = named(path);
        this.warn = warn;
    }

    /** The name in which {@code %p} stands for the process's id. */
    static String named(String path) {
        return path.replace("%p", Long.toString(ProcessHandle.current().pid()));
    }

    /** Where it is; null once it could not be written. */
    @Nullable
    String readable() {
        return warned ? null : path;
    }

    /** Replaces the file; whether it could. */
    boolean write(Content content) {
        try {
            replace(path, content);
            return true;
        } catch (IOException | RuntimeException failed) {
            if (!warned) {
                warned = true;
                warn.accept("report '" + path + "' cannot be written: "
                        + failed.getClass().getSimpleName() + ": " + failed.getMessage());
            }
            return false;
        }
    }

    /**
     * The beginning of the name of the file that was to be replaced by a temporary one, which its JVM left behind unless it
     * is being written; null if that name is not one of a temporary file.
     */
    public static @Nullable String leftFor(String name) {
        int end = FreshFile.targetOf(name);
        return end < 0 ? null : name.substring(1, end);
    }

    /** Replaces the file at {@code path}, whole or not at all; its directory is made where it is missing. */
    public static void replace(String path, Content content) throws IOException {
        FreshFile fresh = new FreshFile(target(path));
        try {
            try (Writer out = new BufferedWriter(new OutputStreamWriter(fresh.open(), StandardCharsets.UTF_8))) {
                fresh.deleteStale();
                content.write(out);
            }
            fresh.replace();
        } finally {
            fresh.discard();
        }
    }

    /** The file that is there or to come, whose directory is made where it is missing. */
    static File target(String path) throws IOException {
        File planted = PlantedLink.on(new File(path));
        if (planted != null) {
            throw new IOException(
                    "'" + planted + "' is another user's link in a directory in which everybody may write");
        }
        // A link stays a link; a device or directory is never replaced.
        File target = new File(path).getCanonicalFile();
        if (target.exists() && !target.isFile()) {
            throw new IOException("not a regular file");
        }
        File directory = target.getParentFile();
        if (directory == null || (!directory.isDirectory() && !directory.mkdirs() && !directory.isDirectory())) {
            throw new IOException("its directory cannot be created");
        }
        return target;
    }
}
