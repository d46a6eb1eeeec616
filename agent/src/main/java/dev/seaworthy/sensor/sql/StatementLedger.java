package dev.seaworthy.sensor.sql;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work, or whatever stands for one, did with databases, by shape of statement. Several threads may work
 * for one unit: its lock is held for some instructions only. Used again after its end, so nobody keeps one.
 */
public class StatementLedger {

    private static final int MOST_SHAPES = 256;

    private final int[] slots = new int[MOST_SHAPES * 2];
    private StatementUse[] uses = new StatementUse[8];
    private int size;
    private @Nullable StatementUse last;

    /** Whose it is; null once it has ended. */
    private @Nullable Object owner;

    private Unit unit = Unit.NONE;
    private Phase phase = Phase.JOB;
    private boolean late;

    public long beganNanos;
    /** Waits for the database: 1 an execution, commit or rollback. */
    public long roundTrips;
    /** Nanoseconds in executions, commits and rollbacks. */
    public long databaseNanos;
    /** Executions whose shape had no room. */
    public long others;
    /** Whether more than one thread worked for it: then its round trips were not all one after the other. */
    public boolean shared;
    /** Where it made its 30th round trip; {@link Site#UNKNOWN} before that. */
    public Site busy = Site.UNKNOWN;

    /** Transactions that were committed. */
    private int commits;
    /** Who borrowed the connection of the last of them, by number, and how many remote calls its thread had made by then. */
    private long committedBy;

    private int callsBefore;

    private long thread;

    public final void begin(Object of, Unit in, Phase during, long now) {
        owner = of;
        unit = in;
        phase = during;
        late = of instanceof OpenUnit open && open.isLate();
        beganNanos = now;
        roundTrips = 0;
        databaseNanos = 0;
        others = 0;
        shared = false;
        busy = Site.UNKNOWN;
        commits = 0;
        committedBy = 0;
        thread = 0;
    }

    /** The unit; {@link Unit#NONE} where something else stands for one. */
    public final Unit unit() {
        return unit;
    }

    public final Phase phase() {
        return phase;
    }

    /** Now, in that unit, at that place. */
    public final Origin origin(Site site) {
        return new Origin(
                System.currentTimeMillis(),
                phase,
                unit,
                site,
                Thread.currentThread().getId());
    }

    /** Whether it is what a task still did after its unit had ended. */
    public final boolean isLate() {
        return late;
    }

    public final boolean belongsTo(Object whose) {
        return owner == whose;
    }

    /** Shapes in it. */
    public final int shapes() {
        return size;
    }

    /** One of them, in the order of their first runs. */
    public final StatementUse use(int at) {
        return uses[at];
    }

    /** Counts an execution; its entry, null where there is no room. */
    public final @Nullable StatementUse ran(Run execution, long by, Database on, long binds, boolean bindsKnown) {
        roundTrips++;
        databaseNanos += execution.nanos;
        by(by);
        StatementUse use = entry(execution.shape, on);
        if (use == null) {
            others++;
        } else {
            use.ran(execution, binds, bindsKnown);
            last = use;
        }
        return use;
    }

    /** Counts a commit or rollback. */
    public final void ended(long by, long nanos) {
        roundTrips++;
        databaseNanos += nanos;
        by(by);
    }

    /** A transaction was committed on a connection that was borrowed under that number. */
    public final void committed(long borrow, int calls) {
        commits++;
        committedBy = borrow;
        callsBefore = calls;
    }

    /**
     * Whether a statement first ran in a transaction that was committed before the one on that connection began, and
     * nothing else was in between: neither is the one inside the other, nor was anybody called meanwhile.
     */
    public final boolean isCommittedBefore(StatementUse use, long borrow, int calls) {
        return use.commits < commits
                && use.autoCommitted == 0
                && borrow >= committedBy
                && calls == callsBefore
                && !shared;
    }

    private void by(long id) {
        shared |= thread != 0 && thread != id;
        thread = id;
    }

    /** The entry of a shape; null where there is none. */
    public final @Nullable StatementUse find(Shape shape, Database on) {
        int known = slots[slot(shape, on)];
        return known == 0 ? null : uses[known - 1];
    }

    /** The slot of a shape, or the free one that it would take. */
    private int slot(Shape shape, Database on) {
        int at = shape.hashCode() & slots.length - 1;
        for (int known = slots[at]; known != 0; known = slots[at]) {
            StatementUse use = uses[known - 1];
            // A database is one object, so that it is not compared field by field.
            if (use.shape == shape && use.database == on) {
                return at;
            }
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    private @Nullable StatementUse entry(Shape shape, Database on) {
        if (!shape.isKnown()) {
            return null;
        }
        int at = slot(shape, on);
        if (slots[at] != 0) {
            return uses[slots[at] - 1];
        }
        if (size >= MOST_SHAPES) {
            return null;
        }
        if (size == uses.length) {
            uses = Arrays.copyOf(uses, size * 2);
        }
        StatementUse use = uses[size];
        if (use == null) {
            use = new StatementUse();
            uses[size] = use;
        }
        size++;
        slots[at] = size;
        use.begin(shape, on, last, commits);
        return use;
    }

    /** Whether there is no room for one more shape. */
    public final boolean isFull() {
        return size >= MOST_SHAPES;
    }

    /** It is over: nothing is counted any more. */
    public final void close() {
        owner = null;
    }

    /** Makes it ready for another unit. */
    public void clear() {
        Arrays.fill(slots, 0);
        for (int i = 0; i < size; i++) {
            uses[i].database = null;
            uses[i].before = null;
        }
        size = 0;
        last = null;
    }
}
