package dev.seaworthy.context;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Which unit of work each thread is in, and which phase the program is in. Thread-safe; nothing here allocates on the repeat path but a unit itself. */
public final class Units {

    /** A server that nobody calls is taken to have started after this long. */
    private static final long QUIET_MILLIS = 120_000;

    /** A connection that has shown no request for so long belongs to a protocol that we don't know. */
    private static final long UNSEEN_MILLIS = 2_000;

    private static final int DEEPEST = 256;

    private final ThreadLocal<Held> held = new ThreadLocal<>() {
        @Override
        protected Held initialValue() {
            return new Held();
        }
    };
    private final AtomicLong ids = new AtomicLong();
    /** By id: whether the unit is an ordinary one. */
    private final ConcurrentHashMap<Long, Boolean> open = new ConcurrentHashMap<>();

    /** The JVM runs premain on the main thread; in a running JVM it is another, and the name must tell. */
    private final long maker = Thread.currentThread().getId();

    private volatile long startedAt = System.currentTimeMillis();
    private volatile boolean started;
    private volatile boolean served;
    private volatile boolean seen;
    private volatile long acceptedAt;
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
     *
     * @param upload whether a request carries a file
     * @param ordinary whether a request is one that users make, not a health probe; the first of these ends STARTUP
     */
    public void begin(Unit.Kind kind, boolean upload, boolean ordinary) {
        Unit now = current();
        if (now.isVisible() && !(now.kind() == Unit.Kind.TASK && kind == Unit.Kind.REQUEST)) {
            push(now);
            return;
        }
        if (kind == Unit.Kind.REQUEST) {
            seen = true;
        }
        Unit unit = new Unit(ids.incrementAndGet(), kind, upload);
        open.put(unit.id(), ordinary);
        push(unit);
    }

    /** Continues {@code unit} on this thread, as a task does that a request handed over. Matched by one {@link #end}. */
    public void adopt(Unit unit) {
        push(unit);
    }

    /** Ends what the matching begin or adopt began. */
    public void end() {
        Held mine = held.get();
        if (mine.depth == 0) {
            return;
        }
        Unit unit = mine.stack[--mine.depth];
        mine.stack[mine.depth] = Unit.NONE;
        if (!stillHeld(mine, unit)) {
            Boolean ordinary = open.remove(unit.id());
            if (unit.isRequest() && ordinary != null) {
                served = true;
                started |= ordinary;
            }
        }
    }

    /** Ends whatever the thread is in: a worker that takes its next task can be in nothing. */
    public void reset() {
        Held mine = held.get();
        while (mine.depth > 0) {
            end();
        }
    }

    /** Whether the calling thread is the program's main one. Its id is no help: it is 1 on JDK 17 and 3 on 25. */
    public boolean isMain() {
        Thread thread = Thread.currentThread();
        return thread.getId() == maker || thread.getName().equals("main");
    }

    /** Whether the unit goes on. */
    public boolean isOpen(Unit unit) {
        return unit.isVisible() && open.containsKey(unit.id());
    }

    /** Units that go on now. */
    public int openNow() {
        return open.size();
    }

    /** Whether STARTUP is over, so that nobody needs to know any more which request is a probe. */
    public boolean isStarted() {
        return started;
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
        return started || hasStarted(System.currentTimeMillis()) ? Phase.JOB : Phase.STARTUP;
    }

    private boolean hasStarted(long now) {
        long accepted = acceptedAt;
        boolean over = now - startedAt > QUIET_MILLIS
                // A server whose requests we cannot see: the first connection that it took is the first request.
                || accepted != 0 && !seen && now - accepted > UNSEEN_MILLIS;
        if (over) {
            started = true;
        }
        return over;
    }

    /**
     * What a server's work at {@code millis}, done before any request was seen, turns out to be: start-up, or, where it
     * had taken a connection and shows no request, the work for whoever is on that connection. Null while that is open.
     *
     * @param last whether the JVM is going down, so that nothing more will be known
     */
    public @Nullable Phase early(long millis, boolean last) {
        long accepted = acceptedAt;
        if (accepted == 0 || seen || millis < accepted) {
            return Phase.STARTUP;
        }
        return last || hasStarted(System.currentTimeMillis()) ? Phase.JOB : null;
    }

    /** A connection was accepted on one of the process's own ports. */
    public void accepted() {
        if (acceptedAt == 0) {
            acceptedAt = System.currentTimeMillis();
        }
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
