package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one unit of work; where no unit is visible, of the outermost lease of a thread. Several threads may work
 * for one unit: its lock is held for some instructions only. Used again after its end, so nobody keeps one.
 */
final class Work {

    private static final int MOST_SHAPES = 256;
    private static final int MOST_CLAIMS = 512;

    private final int[] slots = new int[MOST_SHAPES * 2];
    private Use[] uses = new Use[8];
    private int size;
    private Command[] claims = new Command[8];
    private int claimed;
    private @Nullable Use last;

    /** What it is kept of; null once it has ended. */
    private @Nullable Object owner;

    private Unit unit = Unit.NONE;
    private Phase phase = Phase.JOB;
    private boolean late;

    long beganNanos;
    /** Waits for the database: 1 an execution, commit or rollback. */
    long roundTrips;
    /** Statements; each of a batch counts. */
    long statements;
    /** Nanoseconds in executions, commits and rollbacks. */
    long jdbcNanos;
    /** Executions whose shape had no room. */
    long others;
    /** Leases taken so far. */
    int leases;
    /** Synchronous remote calls made while a connection was held, and nanoseconds of them. */
    int remoteCalls;

    long remoteNanos;
    /** Whether more than one thread worked for it: then its round trips were not all one after the other. */
    boolean shared;
    /** Where it made its 30th round trip; {@link Site#UNKNOWN} before that. */
    Site busy = Site.UNKNOWN;

    private long thread;

    void begin(Object of, Unit in, Phase during, long now) {
        owner = of;
        unit = in;
        phase = during;
        late = of instanceof OpenUnit open && open.isLate();
        beganNanos = now;
        roundTrips = 0;
        statements = 0;
        jdbcNanos = 0;
        others = 0;
        leases = 0;
        remoteCalls = 0;
        remoteNanos = 0;
        shared = false;
        busy = Site.UNKNOWN;
        thread = 0;
    }

    /** The unit; {@link Unit#NONE} where it is a lease's ledger. */
    Unit unit() {
        return unit;
    }

    Phase phase() {
        return phase;
    }

    /** Whether it is what a task still did after its unit had ended. */
    boolean isLate() {
        return late;
    }

    boolean belongsTo(Object whose) {
        return owner == whose;
    }

    /** Shapes in it. */
    int shapes() {
        return size;
    }

    /** One of them, in the order of their first runs. */
    Use use(int at) {
        return uses[at];
    }

    /** Counts an execution; its entry, null where there is no room. */
    @Nullable
    Use ran(Execution execution, Tracked on, long binds, boolean bindsKnown) {
        roundTrips++;
        statements += execution.statements;
        jdbcNanos += execution.nanos;
        by(execution.thread.id);
        Use use = entry(execution.shape, on);
        if (use == null) {
            others++;
        } else {
            use.ran(execution, binds, bindsKnown);
            last = use;
        }
        return use;
    }

    /** Counts a commit or rollback. */
    void ended(PerThread by, long nanos) {
        roundTrips++;
        jdbcNanos += nanos;
        by(by.id);
    }

    private void by(long id) {
        shared |= thread != 0 && thread != id;
        thread = id;
    }

    /** The entry of what a statement ran last; null where there is none. */
    @Nullable
    Use find(Command command) {
        Tracked on = command.connection;
        int at = command.shape.hashCode() & slots.length - 1;
        for (int known = slots[at]; known != 0 && on != null; known = slots[at]) {
            if (isFor(uses[known - 1], command.shape, on)) {
                return uses[known - 1];
            }
            at = at + 1 & slots.length - 1;
        }
        return null;
    }

    private static boolean isFor(Use use, Shape shape, Tracked on) {
        return use.shape == shape && use.connection != null && use.connection.target == on.target;
    }

    private @Nullable Use entry(Shape shape, Tracked on) {
        if (!shape.isKnown()) {
            return null;
        }
        int at = shape.hashCode() & slots.length - 1;
        for (int known = slots[at]; known != 0; known = slots[at]) {
            Use use = uses[known - 1];
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
        Use use = uses[size];
        if (use == null) {
            use = new Use();
            uses[size] = use;
        }
        size++;
        slots[at] = size;
        use.begin(shape, on, last);
        return use;
    }

    /** Whether there is no room for one more shape. */
    boolean isFull() {
        return size >= MOST_SHAPES;
    }

    /** Remembers a statement whose rows are being counted for it; false where there are too many. */
    boolean claim(Command command) {
        if (claimed >= MOST_CLAIMS) {
            return false;
        }
        if (claimed == claims.length) {
            claims = Arrays.copyOf(claims, claimed * 2);
        }
        claims[claimed++] = command;
        return true;
    }

    void release(Command command) {
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
    Command claimed() {
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
            uses[i].connection = null;
            uses[i].before = null;
        }
        size = 0;
        last = null;
        Arrays.fill(claims, 0, claimed, null);
        claimed = 0;
    }
}
