package dev.seaworthy.context;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which unit of work each thread is in, and which phase the program is in. Thread-safe; nothing here allocates on the repeat path but a unit itself. */
public final class Units {

    /** A server that nobody calls is taken to have started after this long. */
    private static final long QUIET_MILLIS = 120_000;

    private static final int DEEPEST = 256;

    private final ThreadLocal<Held> held = new ThreadLocal<>() {
        @Override
        protected Held initialValue() {
            return new Held();
        }
    };
    private final AtomicLong ids = new AtomicLong();
    private final Set<Long> open = ConcurrentHashMap.newKeySet();
    private volatile long startedAt = System.currentTimeMillis();
    private volatile boolean started;
    private volatile boolean served;
    private volatile boolean stopping;

    private static final class Held {
        Unit[] stack = new Unit[4];
        int depth;
    }

    /** The calling thread's unit, {@link Unit#NONE} outside of any. */
    public Unit current() {
        Held mine = held.get();
        return mine.depth == 0 ? Unit.NONE : mine.stack[mine.depth - 1];
    }

    /**
     * Begins a unit, or steps deeper into the one that the thread is in: only a request inside a task is a unit of its
     * own. Each call is matched by one {@link #end}.
     */
    public void begin(Unit.Kind kind, boolean upload) {
        Unit now = current();
        if (now.isVisible() && !(now.kind() == Unit.Kind.TASK && kind == Unit.Kind.REQUEST)) {
            push(now);
            return;
        }
        Unit unit = new Unit(ids.incrementAndGet(), kind, upload);
        open.add(unit.id());
        push(unit);
    }

    /** Continues {@code unit} on this thread, as a task does that a request handed over. Matched by one {@link #end}. */
    public void adopt(Unit unit) {
        push(unit);
    }

    /**
     * Ends what the matching begin began.
     *
     * @param ordinary whether a request that ends here is one that users make, not a health probe
     */
    public void end(boolean ordinary) {
        Held mine = held.get();
        if (mine.depth == 0) {
            return;
        }
        Unit unit = mine.stack[--mine.depth];
        mine.stack[mine.depth] = Unit.NONE;
        if (!stillHeld(mine, unit)) {
            open.remove(unit.id());
            if (unit.isRequest()) {
                served = true;
                if (ordinary) {
                    started = true;
                }
            }
        }
    }

    /** Whether the unit goes on. */
    public boolean isOpen(Unit unit) {
        return unit.isVisible() && open.contains(unit.id());
    }

    /** Units that go on now. */
    public int openNow() {
        return open.size();
    }

    /** Whether any request was ever served. */
    public boolean hasServed() {
        return served;
    }

    /** What the calling thread's work counts as. */
    public Phase phase() {
        if (stopping) {
            return Phase.SHUTDOWN;
        }
        if (current().isRequest()) {
            return Phase.REQUEST;
        }
        return started || System.currentTimeMillis() - startedAt > QUIET_MILLIS ? Phase.JOB : Phase.STARTUP;
    }

    /** The JVM is going down. */
    public void stop() {
        stopping = true;
    }

    /** The quiet time begins anew: a port was opened. */
    public void listening() {
        startedAt = System.currentTimeMillis();
    }

    private void push(Unit unit) {
        Held mine = held.get();
        if (mine.depth == mine.stack.length) {
            if (mine.depth >= DEEPEST) {
                throw new IllegalStateException("units nested deeper than " + DEEPEST);
            }
            mine.stack = Arrays.copyOf(mine.stack, mine.depth * 2);
        }
        mine.stack[mine.depth++] = unit;
    }

    private static boolean stillHeld(Held mine, Unit unit) {
        for (int i = 0; i < mine.depth; i++) {
            if (mine.stack[i].id() == unit.id()) {
                return true;
            }
        }
        return false;
    }
}
