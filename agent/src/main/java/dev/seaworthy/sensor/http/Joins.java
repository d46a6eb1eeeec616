package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Units;
import java.lang.ref.WeakReference;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for asynchronous calls: whoever sends one and waits for its future at once is held up as if by a
 * synchronous call. Which future depends on which call cannot be asked, so a wait counts for the last call to end of those
 * that the thread has sent itself in this unit of work, if it ended in time to be what ended the wait; if there is none,
 * for the last call to end of those that another thread made for the same unit meanwhile. Each thread sees its own only.
 */
final class Joins {

    private static final int MOST = 8;
    /** Stages that depend on an answer may take so long. */
    private static final long GRACE_NANOS = 50_000_000L;

    private final RemoteCalls remote;
    private final Units units;
    private final HandedCalls handed;
    private final ThreadLocal<Mine> threads = new ThreadLocal<>();

    private static final class Mine {
        /** The last ones that this thread sent, and their futures. */
        final @Nullable Outbound[] sent = new Outbound[MOST];

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array cannot have the type
        final @Nullable WeakReference<Future<?>>[] futures = new WeakReference[MOST];

        final boolean[] waited = new boolean[MOST];
        int next;
        int depth;
        long since;

        @Nullable
        Outbound only;

        HandedCalls.@Nullable Waiter waiter;

        boolean isOver(int i) {
            Outbound call = sent[i];
            WeakReference<Future<?>> reference = futures[i];
            Future<?> future = reference == null ? null : reference.get();
            return call == null || !call.isOpen() || future != null && future.isDone();
        }
    }

    Joins(RemoteCalls remote, Units units) {
        this.remote = remote;
        this.units = units;
        this.handed = new HandedCalls(units);
        remote.listen(handed);
    }

    /** This thread sent it. */
    void sent(Outbound call, @Nullable Object result) {
        Mine mine = mine();
        int at = mine.next++ & MOST - 1;
        mine.sent[at] = call;
        mine.futures[at] = result instanceof Future<?> future ? new WeakReference<>(future) : null;
        mine.waited[at] = mine.depth > 0;
    }

    private Mine mine() {
        Mine known = threads.get();
        Mine mine = known == null ? new Mine() : known;
        if (known == null) {
            threads.set(mine);
        }
        return mine;
    }

    /** Whether it is what this thread got for one of the calls that it sent last. */
    boolean isOwn(@Nullable Object result) {
        Mine mine = result == null ? null : threads.get();
        if (mine != null) {
            for (WeakReference<Future<?>> one : mine.futures) {
                if (one != null && one.get() == result) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether this thread has begun to wait, and sends what it waits for only now. */
    boolean isWaiting() {
        Mine mine = threads.get();
        return mine != null && mine.depth > 0;
    }

    /** This thread begins to wait for a future. */
    void begins() {
        Mine mine = threads.get() == null && !units.current().isVisible() ? null : mine();
        if (mine == null || mine.depth++ > 0) {
            return;
        }
        mine.since = System.nanoTime();
        mine.waiter = handed.begins();
        long unit = units.current().id();
        for (int i = 0; i < MOST; i++) {
            Outbound call = mine.sent[i];
            mine.waited[i] = call != null && call.unit().id() == unit && !mine.isOver(i);
            if (!mine.waited[i]) {
                mine.sent[i] = null;
                mine.futures[i] = null;
            }
        }
    }

    /** This thread begins to wait for that call, whoever sent it; null if it is none that is known. */
    void begins(@Nullable Outbound call) {
        Mine mine = mine();
        begins();
        if (mine.depth == 1) {
            mine.only = call != null && call.isOpen() ? call : null;
        }
    }

    /** It waits no more. */
    void ends() {
        Mine mine = threads.get();
        if (mine == null || mine.depth == 0 || --mine.depth > 0) {
            return;
        }
        long now = System.nanoTime();
        Outbound last = mine.only;
        mine.only = null;
        long ended = last == null ? mine.since : now;
        for (int i = 0; i < MOST; i++) {
            Outbound call = mine.sent[i];
            if (call != null && mine.waited[i] && mine.isOver(i)) {
                long end = call.isOpen() ? now : call.beganNanos() + call.nanos();
                if (end - ended >= 0) {
                    last = call;
                    ended = end;
                }
            }
            mine.waited[i] = false;
        }
        Outbound others = handed.ends(mine.waiter);
        mine.waiter = null;
        if (last == null && others != null) {
            last = others;
            ended = others.beganNanos() + others.nanos();
        }
        if (last != null && now - ended <= Math.max(GRACE_NANOS, (now - mine.since) / 10)) {
            remote.waited(last, now - mine.since);
        }
    }
}
