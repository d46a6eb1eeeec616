package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Drops;
import dev.seaworthy.observation.Unit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What units of work wrote and nobody judged yet, by absolute path. Thread-safe, bounded; what does not fit is counted. */
final class Ledger {

    private static final int MOST_FILES = 10_000;
    private static final int MOST_NAMES = 8_192;

    private final Bounded<String, Written> files;
    private final Names temporaryFiles;
    private final Names temporaryDirectories;
    private final Names deletedAtExit;
    private final AtomicLong deleted = new AtomicLong();
    private final LongAdder passed = new LongAdder();

    Ledger(Drops drops) {
        files = new Bounded<>(MOST_FILES, "file.written", drops);
        temporaryFiles = new Names(MOST_NAMES, drops);
        temporaryDirectories = new Names(MOST_NAMES, drops);
        deletedAtExit = new Names(MOST_NAMES, drops);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * Whether this opening tells nothing new: the file is known already, from this unit, or from another whose judgement
     * is still to come and says as much. What a library opened says nothing about who opens it now.
     */
    boolean holds(String path, Unit unit, boolean append) {
        Written known = files.isEmpty() ? null : files.get(path);
        if (known == null || known.append() && !append || known.origin().site().place() == null) {
            return false;
        }
        Unit before = known.origin().unit();
        return before.id() == unit.id() || before.upload() || !unit.upload();
    }

    @Nullable
    Written get(String path) {
        return files.isEmpty() ? null : files.get(path);
    }

    /** Takes note of a file that was written. Whether the application did it is decided when it is judged. */
    void put(String path, Written written) {
        files.put(path, written);
    }

    @Nullable
    Written forget(@Nullable String path) {
        if (path == null) {
            return null;
        }
        temporaryFiles.remove(path);
        return files.remove(path);
    }

    void deleted(@Nullable String path) {
        if (forget(path) != null) {
            deleted.incrementAndGet();
        }
    }

    /** Files that were deleted before anybody looked at them, since the last call. */
    long takeDeleted() {
        return deleted.getAndSet(0);
    }

    /** Counts a file that is not followed: so many were written of late that only a sample is. */
    void pass() {
        passed.increment();
    }

    /** Files that were not followed, since the last call. */
    long takePassed() {
        return passed.sumThenReset();
    }

    void temporary(@Nullable String path, boolean directory) {
        (directory ? temporaryDirectories : temporaryFiles).add(path);
    }

    /** Whether the path was made as a temporary file, or lies in a directory that was. */
    boolean isTemporary(String path) {
        return temporaryFiles.contains(path) || temporaryDirectories.holds(path);
    }

    void deletedAtExit(@Nullable String path) {
        deletedAtExit.add(path);
    }

    boolean isDeletedAtExit(String path) {
        return deletedAtExit.contains(path);
    }

    /** The files still to be judged. */
    Bounded<String, Written> pending() {
        return files;
    }
}
