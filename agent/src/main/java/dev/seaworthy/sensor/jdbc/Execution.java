package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Site;
import org.jspecify.annotations.Nullable;

/** One run of a statement or batch, filled anew for each by its thread; valid while followers are told of it. */
final class Execution {

    final PerThread thread;

    @Nullable
    Command command;

    /** The physical connection. */
    @Nullable
    Tracked connection;

    /** The lease that it runs under; null where that is not certain. */
    @Nullable
    Lease lease;

    /** The ledger that counted it, null where there is none. */
    @Nullable
    Work work;

    /** Its entry there; null where there is no ledger, no shape, or no room. */
    @Nullable
    Use use;

    Shape shape = Shape.UNKNOWN;
    /** As given by the application, literals and all. */
    @Nullable
    String sql;

    long beganNanos;
    long nanos;
    /** Statements in it: 1, or as many as the batch had. */
    int statements;

    boolean batch;
    boolean prepared;
    /** Whether it was committed with its own end. */
    boolean autoCommit;

    @Nullable
    Throwable thrown;

    private @Nullable Surroundings surroundings;
    private long place;
    private @Nullable Site site;
    private boolean asked;
    private boolean looked;

    Execution(PerThread thread) {
        this.thread = thread;
    }

    void begin(Surroundings around) {
        surroundings = around;
        site = null;
        asked = false;
    }

    /** Whether followers that want to know where each execution was made look at this one. */
    boolean isLooked(Looks budget) {
        if (!asked) {
            asked = true;
            looked = budget.isDue();
        }
        return looked;
    }

    /** What {@link dev.seaworthy.context.Sites#calling} says of the line that ran it; see {@link #site}. */
    long place() {
        site();
        return place;
    }

    /** Where it was run. Looks at some frames, and walks the stack where they are new (1–70 µs). */
    Site site() {
        Site known = site;
        if (known == null) {
            Surroundings around = surroundings;
            place = around == null ? 0 : around.sites().calling(true);
            known = around == null ? Site.UNKNOWN : around.sites().at(place);
            site = known;
        }
        return known;
    }

    /** State of the exception that it threw; empty where it threw none or has none. */
    String sqlState() {
        Throwable failed = thrown;
        return failed == null ? "" : Sql.state(failed);
    }

    void clear() {
        command = null;
        connection = null;
        lease = null;
        work = null;
        use = null;
        sql = null;
        thrown = null;
        site = null;
    }
}
