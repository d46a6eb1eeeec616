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

    /** All paths together; the longest that Linux takes has 4,096. */
    private static final int MOST_CHARACTERS = 4_000_000;

    private final Bounded<String, Written> files;
    private final Temporaries temporaries;
    private final Drops drops;
    private final AtomicLong characters = new AtomicLong();
    private final AtomicLong deleted = new AtomicLong();
    private final LongAdder passed = new LongAdder();

    Ledger(Drops drops, Temporaries temporaries) {
        this.drops = drops;
        this.temporaries = temporaries;
        files = new Bounded<>(MOST_FILES, "file.written", drops);
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
        boolean same = before.id() == unit.id() && unit.isVisible();
        if (!same && before.isRequest() != unit.isRequest() || !same && unit.upload() && !before.upload()) {
            return false;
        }
        known.times().again(unit);
        return true;
    }

    @Nullable
    Written get(String path) {
        return files.isEmpty() ? null : files.get(path);
    }

    /** Takes note of a file that was written. Whether the application did it is decided when it is judged. */
    void put(String path, Written written) {
        boolean known = files.get(path) != null;
        if (!known && characters.get() > MOST_CHARACTERS) {
            drops.dropped("file.written", 1);
            pass();
        } else if (!files.put(path, written)) {
            pass();
        } else if (!known) {
            characters.addAndGet(path.length());
        }
    }

    @Nullable
    Written forget(@Nullable String path) {
        if (path == null) {
            return null;
        }
        temporaries.remove(path);
        Written known = files.isEmpty() ? null : files.remove(path);
        if (known != null) {
            characters.addAndGet(-path.length());
        }
        return known;
    }

    /** Takes it out to judge it; false if it was written anew, or deleted, just now. */
    boolean take(String path, Written written) {
        boolean mine = files.remove(path, written);
        if (mine) {
            characters.addAndGet(-path.length());
        }
        return mine;
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

    Temporaries temporaries() {
        return temporaries;
    }

    /** The files still to be judged. */
    Bounded<String, Written> pending() {
        return files;
    }
}
