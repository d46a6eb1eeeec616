package dev.seaworthy.sensor.file;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.sensor.Observations;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The parts that follow files from their opening to their end. */
final class FileLives {

    final Trail trail;
    final Handles handles;
    final Openings openings;
    final LookUps lookUps;
    final Rereads rereads;

    private final Observations observations;
    private final Judgement judgement;
    private final Temporaries temporaries;
    private final LongAdder opened = new LongAdder();
    private final boolean reads;
    private final boolean holds;

    FileLives(Surroundings surroundings, Observations observations, boolean reads, boolean holds) {
        this.observations = observations;
        this.reads = reads;
        this.holds = holds;
        temporaries = new Temporaries(surroundings, observations);
        Ledger ledger = new Ledger(observations, temporaries);
        openings = new Openings(surroundings, observations);
        lookUps = new LookUps(surroundings, openings);
        rereads = new Rereads(surroundings, observations, openings);
        trail = new Trail(surroundings, ledger, rereads);
        handles = new Handles(surroundings, observations);
        judgement = new Judgement(surroundings, observations, ledger);
    }

    /** {@code handle} is open to read. */
    void read(@Nullable Object handle, @Nullable Object file) {
        if (!reads) {
            return;
        }
        opened.increment();
        openings.opened(file, false);
        rereads.read(file);
        if (holds) {
            handles.opened(handle, Handles.FILE, file, handles.look());
        }
    }

    /**
     * {@code handle} is open to write.
     *
     * @param keeps what was in the file stays, so that opening it has written nothing yet
     */
    void written(@Nullable Object handle, @Nullable Object file, boolean append, boolean keeps) {
        opened.increment();
        openings.opened(file, true);
        // One look at the stack serves both.
        long place = holds ? handles.look() : 0;
        trail.opened(file, append, keeps, place);
        handles.opened(handle, Handles.FILE, file, place);
    }

    /** {@code handle} is a channel that was opened with {@code options}. */
    void channel(@Nullable Object handle, @Nullable Object file, @Nullable Object options) {
        if (!isWriting(options) || !(options instanceof Set<?> set)) {
            read(handle, file);
            return;
        }
        boolean keeps =
                !set.contains(StandardOpenOption.TRUNCATE_EXISTING) && !set.contains(StandardOpenOption.CREATE_NEW);
        written(handle, file, set.contains(StandardOpenOption.APPEND), keeps);
        if (set.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
            trail.deletedAtExit(file);
        }
    }

    static boolean isWriting(@Nullable Object options) {
        return options instanceof Set<?> set
                && (set.contains(StandardOpenOption.WRITE) || set.contains(StandardOpenOption.APPEND));
    }

    /** A write into {@code handle} failed. */
    void unwritten(@Nullable Object handle, Throwable thrown) {
        if (handle != null && Openings.outcome(thrown) == FileOpened.Outcome.FULL) {
            openings.full(handles.path(handle));
        }
    }

    void tick(long now, boolean last) {
        long more = opened.sumThenReset();
        observations.count("file.open", more);
        observations.count("file.handle", more);
        judgement.round(now, last);
        rereads.tick(last);
        openings.tick(now, last);
        temporaries.tick(now, last);
        handles.tick(now, last);
    }
}
