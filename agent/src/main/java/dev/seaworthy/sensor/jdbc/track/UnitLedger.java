package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.sql.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one unit of work; where no unit is visible, of the outermost lease of a thread. Several threads may work
 * for one unit: its lock is held for some instructions only. Used again after its end, so nobody keeps one.
 */
public final class UnitLedger {

    private static final int MOST_SHAPES = 256;
    private static final int MOST_CLAIMS = 512;

    private final int[] slots = new int[MOST_SHAPES * 2];
    private StatementUse[] uses = new StatementUse[8];
    private int size;
    private TrackedStatement[] claims = new TrackedStatement[8];
    private int claimed;
    private @Nullable StatementUse last;

    /** What it is kept of; null once it has ended. */
    private @Nullable Object owner;

    private Unit unit = Unit.NONE;
    private Phase phase = Phase.JOB;
    private boolean late;

    public long beganNanos;
    /** Waits for the database: 1 an execution, commit or rollback. */
    public long roundTrips;
    /** Nanoseconds in executions, commits and rollbacks. */
    public long jdbcNanos;
    /** Executions whose shape had no room. */
    public long others;
    /** Whether more than one thread worked for it: then its round trips were not all one after the other. */
    public boolean shared;
    /** Where it made its 30th round trip; {@link Site#UNKNOWN} before that. */
    public Site busy = Site.UNKNOWN;

    private long thread;

    void begin(Object of, Unit in, Phase during, long now) {
        owner = of;
        unit = in;
        phase = during;
        late = of instanceof OpenUnit open && open.isLate();
        beganNanos = now;
        roundTrips = 0;
        jdbcNanos = 0;
        others = 0;
        shared = false;
        busy = Site.UNKNOWN;
        thread = 0;
    }

    /** The unit; {@link Unit#NONE} where it is a lease's ledger. */
    public Unit unit() {
        return unit;
    }

    public Phase phase() {
        return phase;
    }

    /** Whether it is what a task still did after its unit had ended. */
    public boolean isLate() {
        return late;
    }

    boolean belongsTo(Object whose) {
        return owner == whose;
    }

    /** Shapes in it. */
    public int shapes() {
        return size;
    }

    /** One of them, in the order of their first runs. */
    public StatementUse use(int at) {
        return uses[at];
    }

    /** Counts an execution; its entry, null where there is no room. */
    @Nullable
    StatementUse ran(Run execution, long by, Target on, long binds, boolean bindsKnown) {
        roundTrips++;
        jdbcNanos += execution.nanos;
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
    void ended(long by, long nanos) {
        roundTrips++;
        jdbcNanos += nanos;
        by(by);
    }

    private void by(long id) {
        shared |= thread != 0 && thread != id;
        thread = id;
    }

    /** The entry of what a statement ran last; null where there is none. */
    @Nullable
    StatementUse find(TrackedStatement command) {
        Target on = command.connection == null ? null : command.connection.target;
        int at = command.shape.hashCode() & slots.length - 1;
        for (int known = slots[at]; known != 0 && on != null; known = slots[at]) {
            if (isFor(uses[known - 1], command.shape, on)) {
                return uses[known - 1];
            }
            at = at + 1 & slots.length - 1;
        }
        return null;
    }

    private static boolean isFor(StatementUse use, Shape shape, Target on) {
        return use.shape == shape && use.target == on;
    }

    private @Nullable StatementUse entry(Shape shape, Target on) {
        if (!shape.isKnown()) {
            return null;
        }
        int at = shape.hashCode() & slots.length - 1;
        for (int known = slots[at]; known != 0; known = slots[at]) {
            StatementUse use = uses[known - 1];
            if (isFor(use, shape, on)) {
                return use;
            }
            at = at + 1 & slots.length - 1;
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
        use.begin(shape, on, last);
        return use;
    }

    /** Whether there is no room for one more shape. */
    public boolean isFull() {
        return size >= MOST_SHAPES;
    }

    /** Remembers a statement whose rows are being counted for it; false where there are too many. */
    boolean claim(TrackedStatement command) {
        if (claimed >= MOST_CLAIMS) {
            return false;
        }
        if (claimed == claims.length) {
            claims = Arrays.copyOf(claims, claimed * 2);
        }
        claims[claimed++] = command;
        return true;
    }

    void release(TrackedStatement command) {
        for (int i = claimed - 1; i >= 0; i--) {
            if (claims[i] == command) {
                claims[i] = claims[--claimed];
                claims[claimed] = null;
                return;
            }
        }
    }

    /** A statement whose rows are still being counted; null where there is none. */
    @Nullable
    TrackedStatement claimed() {
        return claimed == 0 ? null : claims[claimed - 1];
    }

    /** It is over: nothing is counted any more. */
    void close() {
        owner = null;
    }

    /** Makes it ready for another unit. */
    void clear() {
        Arrays.fill(slots, 0);
        for (int i = 0; i < size; i++) {
            uses[i].target = null;
            uses[i].before = null;
        }
        size = 0;
        last = null;
        Arrays.fill(claims, 0, claimed, null);
        claimed = 0;
    }
}
