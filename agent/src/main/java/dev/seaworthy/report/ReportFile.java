package dev.seaworthy.report;

import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A file that is always whole: written beside its place, then renamed into it. Where it cannot be written it says so once,
 * and goes on trying. Not thread-safe.
 */
final class ReportFile {

    /** Writes the contents. */
    interface Content {
        void write(Writer out) throws IOException;
    }

    private final String path;
    private final Consumer<String> warn;
    private boolean warned;

    /** @param warn takes one line when the file cannot be written */
    ReportFile(String path, Consumer<String> warn) {
        this.path = path;
        this.warn = warn;
    }

    /** Replaces the file. */
    void write(Content content) {
        try {
            replace(content);
        } catch (IOException | RuntimeException failed) {
            if (!warned) {
                warned = true;
                warn.accept("report '" + path + "' cannot be written: "
                        + failed.getClass().getSimpleName() + ": " + failed.getMessage());
            }
        }
    }

    private void replace(Content content) throws IOException {
        Path target = new File(path).getAbsoluteFile().toPath();
        if (Files.exists(target)) {
            // A link stays a link; a device or directory is never replaced.
            target = target.toRealPath();
            if (!Files.isRegularFile(target)) {
                throw new IOException("not a regular file");
            }
        }
        Path directory = target.getParent();
        Path name = target.getFileName();
        if (directory == null || name == null) {
            throw new IOException("not a file");
        }
        Files.createDirectories(directory);
        File fresh = new File(
                directory.toFile(), "." + name + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (Writer out =
                    new BufferedWriter(new OutputStreamWriter(new FileOutputStream(fresh), StandardCharsets.UTF_8))) {
                content.write(out);
            }
            rename(fresh.toPath(), target);
        } finally {
            Files.deleteIfExists(fresh.toPath());
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unable) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
