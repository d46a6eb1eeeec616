package dev.seaworthy.context;

import dev.seaworthy.observation.Unit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Calls to other services, as each thread makes them: sensors of clients announce them, whoever wants to know what a
 * thread or a unit of work does meanwhile listens. Thread-safe; a synchronous call allocates nothing.
 *
 * <p>Each call is told once: a client inside another client is the same call, unless the outer one sends its calls itself
 * and the inner one goes elsewhere, as an interceptor does that fetches a token.
 */
public final class RemoteCalls {

    /** The end of a call that began so long ago was missed: it must not hide all that come after it. */
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private static final int DEEPEST = 4;

    private final Units units;
    private final ThreadLocal<Nest> threads = new ThreadLocal<>();
    private volatile Hears @Nullable [] listeners;

    RemoteCalls(Units units) {
        this.units = units;
    }

    /** Hears of calls. What it is given is valid during the call of the method only. */
    public interface Hears {

        /** A call begins, on the thread that makes it. */
        void begins(Outbound call);

        /** A call is over; on the thread that made it, or on any if it is {@linkplain Outbound#isAsync asynchronous}. */
        void ends(Outbound call);

        /** The calling thread has waited for an asynchronous call, or one of another thread, whose end ended the wait. */
        default void waited(Outbound call, long nanos) {}
    }

    /** The calls that one thread is in, the outermost first. Only that thread touches it. */
    private static final class Nest {
        private final @Nullable Outbound[] calls = new Outbound[DEEPEST];
        private final @Nullable Outbound[] own = new Outbound[DEEPEST];
        private int size;

        /** The object that the next call of this thread is filled into. */
        Outbound next() {
            Outbound next = own[size];
            if (next == null) {
                next = new Outbound();
                own[size] = next;
            }
            return next;
        }

        @Nullable
        Outbound top() {
            return size == 0 ? null : calls[size - 1];
        }

        void push(Outbound call) {
            calls[size++] = call;
        }

        Outbound pop() {
            Outbound popped = calls[--size];
            calls[size] = null;
            return popped;
        }

        int find(String kind, int id) {
            for (int i = size - 1; i >= 0; i--) {
                if (calls[i].isIt(kind, id)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** One more that hears of calls, for good. What it throws reaches neither the others nor the hook that saw the call. */
    public synchronized void listen(Hears hears) {
        Hears[] all = listeners;
        Hears[] more = all == null ? new Hears[1] : Arrays.copyOf(all, all.length + 1);
        more[more.length - 1] = hears;
        listeners = more;
    }

    /** Whether anybody listens: a sensor can spare itself the rest. */
    public boolean isHeard() {
        return listeners != null;
    }

    /**
     * A call begins on this thread, and ends on it.
     *
     * @param id identity hash of what is called through, to know its end by
     * @param loose whether its end may never be seen: nothing that begins before then is taken for a part of it
     * @return the call; null if it is part of one that began before, whose limits are then those of the inner one
     */
    public @Nullable Outbound begin(String kind, int id, Calling call, boolean loose) {
        return begin(kind, id, call, loose, false, System.nanoTime());
    }

    /**
     * An asynchronous call begins: what begins on this thread until {@link #leave} is part of it.
     *
     * @return the call, an object of its own; null if it is part of one that began before
     */
    public @Nullable Outbound send(String kind, int id, Calling call) {
        return begin(kind, id, call, false, true, System.nanoTime());
    }

    @Nullable
    Outbound begin(String kind, int id, Calling call, boolean loose, boolean async, long now) {
        Nest nest = nest();
        Unit unit = units.current();
        for (Outbound top = nest.top(); top != null && isOver(top, unit, now); top = nest.top()) {
            abandon(nest);
        }
        Outbound top = nest.top();
        if (top != null) {
            if (top.loose && top.isIt(kind, id)) {
                return null; // the same again
            }
            if (!top.loose && (!top.kind.equals(kind) || top.takesIn(call))) {
                top.limits().innermost(call.limits());
                int same = nest.find(kind, id);
                if (same >= 0) {
                    nest.calls[same].again++;
                }
                return null;
            }
            if (top.loose && loose) {
                abandon(nest);
            }
            if (nest.size == DEEPEST) {
                return null;
            }
        }
        Outbound begun = async ? new Outbound() : nest.next();
        begun.begin(kind, id, unit, now);
        begun.is(call);
        begun.loose = loose;
        if (async) {
            begun.async();
        }
        nest.push(begun);
        tell(begun, true);
        return begun;
    }

    /** The innermost call that the calling thread is in; null if it is in none. */
    public @Nullable Outbound inside() {
        Nest nest = threads.get();
        Outbound top = nest == null ? null : nest.top();
        return top != null && isOver(top, units.current(), System.nanoTime()) ? null : top;
    }

    /** The call of this kind and id that the calling thread is in, null if it is in no such. */
    public @Nullable Outbound inside(String kind, int id) {
        Nest nest = threads.get();
        int at = nest == null ? -1 : nest.find(kind, id);
        return nest == null || at < 0 ? null : nest.calls[at];
    }

    /**
     * The call that began with this kind and id ended on this thread.
     *
     * @return that call; null if it was part of another, or is not known any more
     */
    public @Nullable Outbound end(String kind, int id, boolean failed) {
        Outbound ended = leave(kind, id);
        if (ended != null) {
            end(ended, failed);
        }
        return ended;
    }

    /**
     * The calling thread is in that call no more, which need not be over yet.
     *
     * @return that call; null if it was part of another, or is not known any more
     */
    public @Nullable Outbound leave(String kind, int id) {
        Nest nest = nest();
        int at = nest.find(kind, id);
        if (at < 0) {
            return null;
        }
        if (nest.calls[at].again > 0) {
            nest.calls[at].again--;
            return null;
        }
        while (nest.size > at + 1) {
            abandon(nest);
        }
        return nest.pop();
    }

    /** A call is over; on any thread. Nothing happens if it is already. */
    public void end(Outbound call, boolean failed) {
        if (call.end(failed, false)) {
            tell(call, false);
        }
    }

    /** What is known of a call that is over, for good: its thread fills the object anew. */
    public static Outbound copy(Outbound ended) {
        Calling call = new Calling();
        call.clear(ended.client(), false);
        call.goesTo(ended.scheme(), ended.host(), ended.port());
        call.method(ended.method());
        Outbound copy = new Outbound();
        copy.begin(ended.kind(), 0, ended.unit(), ended.beganNanos());
        copy.is(call);
        copy.end(ended.hasFailed(), false);
        return copy;
    }

    /** The calling thread has waited for a call that did not run on it. */
    public void waited(Outbound call, long nanos) {
        Hears[] all = listeners;
        for (int i = 0; all != null && i < all.length; i++) {
            try {
                all[i].waited(call, nanos);
            } catch (RuntimeException | LinkageError ours) {
                units.failed(ours);
            }
        }
    }

    private Nest nest() {
        Nest known = threads.get();
        if (known == null) {
            known = new Nest();
            threads.set(known);
        }
        return known;
    }

    private static boolean isOver(Outbound call, Unit unit, long now) {
        return !call.isOpen() || call.unit().id() != unit.id() || now - call.beganNanos() > LONGEST_NANOS;
    }

    /** Nobody will see the end of the innermost call; an asynchronous one goes on. */
    private void abandon(Nest nest) {
        Outbound lost = nest.pop();
        if (!lost.isAsync()) {
            if (lost.end(false, true)) {
                tell(lost, false);
            }
            lost.attach(null);
        }
    }

    private void tell(Outbound call, boolean begins) {
        Hears[] all = listeners;
        for (int i = 0; all != null && i < all.length; i++) {
            try {
                if (begins) {
                    all[i].begins(call);
                } else {
                    all[i].ends(call);
                }
            } catch (RuntimeException | LinkageError ours) {
                units.failed(ours);
            }
        }
    }
}
