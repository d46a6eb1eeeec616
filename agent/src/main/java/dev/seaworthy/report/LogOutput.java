package dev.seaworthy.report;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where lines of log go. Standard output and error are their file descriptors, never {@code System.out} and
 * {@code System.err}: these belong to the application, which may have replaced them by streams that lock, count or log.
 * A line is one write of UTF-8, so that it does not mix with others. Thread-safe.
 */
interface LogOutput extends AutoCloseable {

    /** Writes a line; returns whether it could. */
    boolean write(boolean warning, String line);

    @Override
    default void close() {}

    /** Writes nothing. */
    LogOutput OFF = new LogOutput() {
        @Override
        public boolean write(boolean warning, String line) {
            return true;
        }
    };

    static LogOutput stderr() {
        return new Stream(new FileOutputStream(FileDescriptor.err), false);
    }

    static LogOutput stdout() {
        return new Stream(new FileOutputStream(FileDescriptor.out), false);
    }

    /** Appends to a file; null if it cannot be opened. */
    static @Nullable LogOutput file(String path) {
        try {
            File file = new File(path).getAbsoluteFile();
            if (PlantedLink.on(file) != null) {
                return null;
            }
            File directory = file.getParentFile();
            if (directory != null && !directory.isDirectory() && !directory.mkdirs()) {
                return null;
            }
            return new Stream(new FileOutputStream(file, true), true);
        } catch (IOException unwritable) {
            return null;
        }
    }

    /** Lines of a stream. */
    final class Stream implements LogOutput {

        private final OutputStream out;
        private final boolean ours;
        /** Of the last line only a part may be there. */
        private boolean torn;

        /** @param ours whether closing it is ours to do; the process's own descriptors are not */
        Stream(OutputStream out, boolean ours) {
            this.out = out;
            this.ours = ours;
        }

        @Override
        public synchronized boolean write(boolean warning, String line) {
            try {
                String whole = line.concat("\n");
                out.write((torn ? "\n".concat(whole) : whole).getBytes(StandardCharsets.UTF_8));
                torn = false;
                return true;
            } catch (IOException closed) {
                // the reader of a pipe went away, or the disk is full: the application must not hear of it from us
                torn = true;
                return false;
            }
        }

        @Override
        public synchronized void close() {
            if (ours) {
                try {
                    out.close();
                } catch (IOException failed) {
                    // every line was written when it came
                }
            }
        }
    }
}
