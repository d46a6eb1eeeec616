package dev.seaworthy.report;

import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

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
        this.path = path.replace("%p", Long.toString(ProcessHandle.current().pid()));
        this.warn = warn;
    }

    /** Replaces the file. */
    void write(Content content) {
        try {
            replace(path, content);
        } catch (IOException | RuntimeException failed) {
            if (!warned) {
                warned = true;
                warn.accept("report '" + path + "' cannot be written: "
                        + failed.getClass().getSimpleName() + ": " + failed.getMessage());
            }
        }
    }

    /** Replaces the file at {@code path}, whole or not at all; its directory is made where it is missing. */
    public static void replace(String path, Content content) throws IOException {
        // A link stays a link; a device or directory is never replaced.
        File target = new File(path).getCanonicalFile();
        if (target.exists() && !target.isFile()) {
            throw new IOException("not a regular file");
        }
        File directory = target.getParentFile();
        if (directory == null || (!directory.isDirectory() && !directory.mkdirs() && !directory.isDirectory())) {
            throw new IOException("its directory cannot be created");
        }
        File fresh = new File(
                directory,
                "." + target.getName() + "." + ProcessHandle.current().pid() + ".tmp");
        boolean renamed = false;
        try {
            try (Writer out =
                    new BufferedWriter(new OutputStreamWriter(new FileOutputStream(fresh), StandardCharsets.UTF_8))) {
                content.write(out);
            }
            renamed = rename(fresh, target);
        } finally {
            if (!renamed) {
                fresh.delete();
            }
        }
    }

    private static boolean rename(File from, File to) throws IOException {
        // java.nio's provider may be the application's, so it comes second: Windows renames onto a file with it alone.
        if (!from.renameTo(to)) {
            Files.move(from.toPath(), to.toPath(), StandardCopyOption.REPLACE_EXISTING);
        }
        return true;
    }
}
