package dev.seaworthy.context;

import dev.seaworthy.observation.Payload;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/** Which unit of work each thread is in, and which phase the program is in. Thread-safe; only a new unit allocates. */
public final class Units {

    /** Without an initial value: the class that knew it would be one more before {@code main}. */
    private final ThreadLocal<@Nullable Held> held = new ThreadLocal<>();

    private final OpenUnits open;
    /** The JVM runs premain on the main thread; in a running JVM it is another, and the name must tell. */
    private final long maker = Thread.currentThread().getId();

    private final Phases phases = new Phases();
    private volatile @Nullable Runnable first;

    /** @param drops who counts units beyond the limit */
    public Units(Drops drops) {
        this(OpenUnits.MOST, drops);
    }

    Units(int most, Drops drops) {
        open = new OpenUnits(most, drops);
    }

    /** A slot for one more tenant, which hears of the end of each unit that it keeps something of; made once. */
    public <T> UnitSlot<T> slot(UnitSlot.Ended<T> tenant) {
        return open.slot(tenant);
    }

    private Held held() {
        Held known = held.get();
        if (known == null) {
            known = new Held();
            held.set(known);
        }
        return known;
    }

    /** Runs {@code task} when the first request begins, on its thread; the last one that is set. Does not wait for anybody. */
    public void atFirstRequest(Runnable task) {
        first = task;
    }

    /** The calling thread's unit, {@link Unit#NONE} outside of any. */
    public Unit current() {
        return held().top().unit();
    }

    /** The same with what is kept of it. Where the unit has ended on another thread, what this one does is its own. */
    public OpenUnit open() {
        Held mine = held();
        OpenUnit top = mine.top();
        if (!top.isEnded()) {
            return top;
        }
        OpenUnit late = new OpenUnit(top.unit(), mine, false, true);
        mine.replace(top, late);
        return late;
    }

    /** Number of the piece of its unit that the thread does now: one request, one run, or one task that was handed over. */
    public long stretch() {
        return Thread.currentThread().getId() << 40 ^ held().turn();
    }

    /**
     * Begins a unit, or steps deeper into the one that the thread is in ({@link Held#isOwn}). Each call is matched by one
     * {@link #end}.
     *
     * @param upload whether a request carries a file
     * @param ordinary whether a request is one that users make, not a health probe; the first of these ends STARTUP
     */
    public void begin(Unit.Kind kind, boolean upload, boolean ordinary) {
        begin(kind, upload, ordinary, "");
    }

    /** The same with the {@link Unit#route}. */
    public void begin(Unit.Kind kind, boolean upload, boolean ordinary, String route) {
        begin(kind, upload ? Payload.UNKNOWN : null, ordinary, route);
    }

    /** The same with what the client sends, null if that can be no file. */
    public void begin(Unit.Kind kind, @Nullable Payload sent, boolean ordinary, String route) {
        Held mine = held();
        if (!mine.isOwn(kind)) {
            mine.push(mine.top());
            return;
        }
        if (kind == Unit.Kind.REQUEST && !phases.seen) {
            phases.seen = true;
            Runnable task = first;
            if (task != null) {
                task.run();
            }
        }
        mine.push(open.begin(kind, sent, ordinary, route, mine));
    }

    /**
     * The thread turns to work that it fetched itself, the messages of a poll perhaps. That is a unit of its own, which
     * ends when the thread turns to the next or away, or with whatever the thread was in. Inside a unit of another kind
     * than a task it is part of that. Not matched by {@link #end}.
     */
    public void turnTo(Unit.Kind kind, String route) {
        Held mine = turnedAway();
        if (mine.isOwn(kind)) {
            mine.pushLoose(open.begin(kind, null, true, route, mine));
        }
    }

    /** What the thread turned to is over; nothing if it is inside a part of that, or never did. */
    public void turnAway() {
        turnedAway();
    }

    private Held turnedAway() {
        Held mine = held();
        if (mine.isLoose()) {
            leave(mine);
        }
        return mine;
    }

    /** Continues {@code unit} on this thread, as a task does that a request handed over. Matched by one {@link #end}. */
    public void adopt(Unit unit) {
        Held mine = held();
        mine.push(unit.isVisible() ? going(unit, mine) : OpenUnit.NONE);
    }

    /** The same where the server does so by itself, on one of its own threads. */
    public void resume(Unit unit) {
        Held mine = held();
        mine.pushServed(going(unit, mine));
    }

    private OpenUnit going(Unit unit, Held mine) {
        OpenUnit top = mine.top();
        OpenUnit going = top.unit() == unit ? top : open.get(unit);
        return going == null ? new OpenUnit(unit, mine, false, true) : going;
    }

    /**
     * The calling thread's unit does not end with its last {@link #end} but with {@link #complete}: an asynchronous
     * request. Null where the thread is in none.
     */
    public @Nullable OpenUnit defer() {
        OpenUnit top = held().top();
        if (top == OpenUnit.NONE) {
            return null;
        }
        top.defer();
        return top;
    }

    /** A deferred unit is complete; on any thread. */
    public void complete(OpenUnit deferred) {
        if (deferred.complete()) {
            finish(deferred);
        }
    }

    /** Ends what the matching begin or adopt began. */
    public void end() {
        Held mine = turnedAway();
        if (!mine.isEmpty()) {
            leave(mine);
        }
    }

    private void leave(Held mine) {
        OpenUnit left = mine.pop();
        // Who only continues a unit does not end it.
        if (left.owner == mine && !mine.holds(left) && left.release()) {
            finish(left);
        }
    }

    private void finish(OpenUnit ended) {
        Unit unit = ended.unit();
        if (!ended.late && open.remove(ended) && unit.isRequest()) {
            phases.served = true;
            phases.started |= ended.ordinary;
        }
        open.tell(ended);
    }

    /** Something of ours failed where no hook can be blamed: it is thrown by the next {@link #tick}. */
    void failed(Throwable ours) {
        open.failed(ours);
    }

    /** Ends whatever the thread is in: a worker that takes its next task can be in nothing. */
    public void reset() {
        Held mine = held();
        while (!mine.isEmpty()) {
            end();
        }
    }

    /** Ends units whose thread died within them; agent's thread. Throws last if a tenant failed since the last tick. */
    public void tick(long now) {
        for (OpenUnit orphan : open.orphans(now)) {
            if (orphan.release()) {
                finish(orphan);
            }
        }
        open.throwFailure();
    }

    /** Whether the calling thread is the program's main one. Its id is no help: it is 1 on JDK 17 and 3 on 25. */
    public boolean isMain() {
        Thread thread = Thread.currentThread();
        return thread.getId() == maker || thread.getName().equals("main");
    }

    /** Whether the unit goes on. */
    public boolean isOpen(Unit unit) {
        return unit.isVisible() && open.contains(unit);
    }

    /** The id of the unit that began last; later ones have greater ids. */
    public long newest() {
        return open.newest();
    }

    /** Units that go on now. */
    public int openNow() {
        return open.size();
    }

    /** Units of that kind that go on now; looks at each. */
    public int openNow(Unit.Kind kind) {
        return open.size(kind);
    }

    /**
     * Whether the calling thread's unit began on this thread, or its server continues it here, so that it is one of those
     * that such units run on.
     */
    public boolean isOwn() {
        open();
        return held().isServing();
    }

    /** Whether STARTUP is over: no need to know any more which request is a probe. */
    public boolean isStarted() {
        return phases.started;
    }

    /** Whether any request was ever served. */
    public boolean hasServed() {
        return phases.served;
    }

    /** What the calling thread's work counts as. */
    public Phase phase() {
        return phases.of(current());
    }

    /** The same where it is known that {@code current} is the thread's unit. */
    public Phase phase(Unit current) {
        return phases.of(current);
    }

    /**
     * What a server's work at {@code millis}, done before any request was seen, turns out to be: start-up, or, where it
     * had taken a connection and shows no request, the work for whoever is on that connection. Null while that is open.
     *
     * @param last whether the JVM is going down, so that nothing more will be known
     */
    public @Nullable Phase early(long millis, boolean last) {
        return phases.early(millis, last);
    }

    /** A connection was accepted on one of the process's own ports. */
    public void accepted() {
        phases.accepted();
    }

    /** The program has long been running: nothing that is seen is its start-up. */
    public void running() {
        phases.started = true;
    }

    /** The JVM is going down. */
    public void stop() {
        phases.stopping = true;
    }

    /** The quiet time begins anew: a port was opened. */
    public void listening() {
        phases.listening();
    }
}
