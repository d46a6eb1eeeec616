package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Site;
import org.jspecify.annotations.Nullable;

/** One run of a statement or batch, filled anew for each by its thread; valid while followers are told of it. */
final class Execution {

    private static final int SITE = 79;

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
    private @Nullable Site site;

    Execution(PerThread thread) {
        this.thread = thread;
    }

    void begin(Surroundings around) {
        surroundings = around;
        site = null;
    }

    /** Where it was run. Looks at some frames, and walks the stack at the hits 1, 2, 4 … of this place (1–70 µs). */
    Site site() {
        Site known = site;
        if (known == null) {
            known = surroundings == null
                    ? Site.UNKNOWN
                    : surroundings.sites().at(surroundings.sites().calling(true) * 31 + SITE ^ shape.key());
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
