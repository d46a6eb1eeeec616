package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Unit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What units of work wrote and nobody judged yet, by absolute path. Thread-safe, bounded; what does not fit is counted. */
final class Ledger {

    private static final int MOST_FILES = 10_000;
    private static final int MOST_NAMES = 8_192;

    private final ConcurrentHashMap<String, Written> files = new ConcurrentHashMap<>();
    private final Names temporaryFiles = new Names(MOST_NAMES);
    private final Names temporaryDirectories = new Names(MOST_NAMES);
    private final Names deletedAtExit = new Names(MOST_NAMES);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong deleted = new AtomicLong();
    private final LongAdder passed = new LongAdder();

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
        if (files.size() >= MOST_FILES && !files.containsKey(path)) {
            dropped.incrementAndGet();
            return;
        }
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
    Map<String, Written> pending() {
        return files;
    }

    /** Files that did not fit, since the last call. */
    long takeDropped() {
        return dropped.getAndSet(0);
    }

    /** Names of temporary files that were forgotten for newer ones, since the last call. */
    long takeForgotten() {
        return temporaryFiles.takeForgotten() + temporaryDirectories.takeForgotten() + deletedAtExit.takeForgotten();
    }
}
