package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What is kept of calls while they are under way, and how those that are looked at are followed to their end. Thread-safe. */
final class Records {

    private static final int MOST = 1 << 14;

    private final RemoteCalls remote;
    private final Calls calls;
    private final Credentials credentials;
    private final WeakStates<Known> states;

    /** What is known of an object that stands for a call. */
    static final class Known {
        volatile int credentials;
        volatile boolean events;
        volatile boolean closes;
        volatile boolean keyed;
        volatile @Nullable Sent sent;
        volatile @Nullable Outbound call;
    }

    Records(Surroundings surroundings, Observations observations, Late late) {
        this.remote = surroundings.remoteCalls();
        this.calls = new Calls(surroundings, observations);
        this.credentials = new Credentials(surroundings, late);
        this.states = new WeakStates<>(MOST, "http.connection", observations);
    }

    Bounds bounds() {
        return calls.bounds();
    }

    @Nullable
    Known known(Object key) {
        return states.get(key);
    }

    Known make(Object key) {
        Known known = states.get(key);
        if (known != null) {
            return known;
        }
        Known made = new Known();
        Known kept = states.putIfAbsent(key, made);
        return kept == null ? made : kept;
    }

    /** A header is set on a request that was not sent yet. */
    void header(Object key, String name, String value) {
        int kind = credentials.look(name, value);
        boolean events = Locations.asksForEvents(name, value);
        boolean closes = Locations.isClose(name, value);
        boolean keyed = Keys.isKey(name);
        if (kind != 0 || events || closes || keyed) {
            Known known = make(key);
            known.credentials |= kind;
            known.events |= events;
            known.closes |= closes;
            known.keyed |= keyed;
        }
    }

    /** Where a call that was counted and not followed was refused, if that is news; null if it is not. */
    @Nullable
    Caller refused(Shape shape) {
        return calls.refused(shape);
    }

    /** Limits of a call turned out to be what they are now. */
    static void turnsOut(@Nullable Outbound call) {
        if (call == null) {
            return;
        }
        Object attached = call.attached();
        if (attached instanceof Sent sent) {
            sent.limits(call.limits());
        } else if (attached instanceof Shape shape) {
            shape.learn(call.limits());
        }
    }

    /** Counts a call that begins, and follows it to its end if it is its turn; null if it is not. */
    @Nullable
    Sent follow(
            Party by,
            Calling call,
            Object key,
            Outbound begun,
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c) {
        Known known = states.get(key);
        if (begun.errand().asksForHeaders() && by.client.knowsHeaders()) {
            Keys keys = new Keys();
            by.client.details(keys, a, b, c);
            begun.errand().keyed(keys.isFound() || known != null && known.keyed);
        }
        int kind = by.number * 2 + (call.scheme().equals("https") ? 1 : 0);
        int kinds = known == null ? 0 : known.credentials;
        Shape shape = calls.shape(kind, call.host(), call.port(), call.limits().key(), kinds);
        begun.attach(shape);
        Caller caller = calls.look(shape);
        if (caller == null) {
            return null;
        }
        if (caller.counts()) {
            begun.site(caller.site);
        }
        return !caller.isDue() ? null : add(by, call, caller, known, begun, a, b, c);
    }

    Sent add(
            Party by,
            Calling call,
            Caller caller,
            @Nullable Known known,
            Outbound begun,
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c) {
        Sent sent = new Sent(calls.at(caller), caller, call, credentials);
        if (known != null) {
            sent.credentials |= known.credentials;
            sent.streaming |= known.events;
            sent.asksToClose |= known.closes;
        }
        by.client.details(sent, a, b, c);
        Wrapping wrapping = Wrapping.look(sent.exposed);
        sent.exposed &= wrapping == Wrapping.NONE;
        sent.detached = wrapping == Wrapping.TASK;
        sent.bounded = wrapping == Wrapping.LIMITER
                || wrapping == Wrapping.TASK && calls.bounds().mayBoundNow();
        begun.attach(sent);
        calls.add(sent);
        return sent;
    }

    static @Nullable Sent sent(Outbound call) {
        return call.attached() instanceof Sent sent ? sent : null;
    }

    /** @param how the response, a Throwable, or null if nothing says so */
    void over(Party by, Outbound call, @Nullable Object how, @Nullable Object a) {
        Sent sent = sent(call);
        if (sent != null) {
            sent.attempts = Math.max(1, call.course().attempts());
            end(by, sent, how, a);
            call.status(sent.status);
            call.course().closing(sent.closing());
        } else if (remote.isHeard()) {
            call.status(how instanceof Throwable thrown ? by.client.status(thrown) : by.client.status(how, a));
        }
        if (how instanceof Throwable thrown) {
            call.failure(Reasons.of(thrown));
        }
        remote.end(call, how instanceof Throwable);
        // The thread keeps the call to fill it again: what hangs on it must not outlive the agent there.
        call.attach(null);
    }

    /** Ends a call whose future is complete: what depends on it may run before those who were there first. */
    void settle(Party by, Outbound call, CompletableFuture<?> future) {
        if (!future.isDone()) {
            return;
        }
        Object how;
        try {
            how = future.getNow(null);
        } catch (CompletionException e) {
            how = e.getCause() == null ? e : e.getCause();
        } catch (CancellationException e) {
            how = e;
        }
        over(by, call, how, null);
    }

    static void end(Party by, Sent sent, @Nullable Object how, @Nullable Object a) {
        if (!sent.isOpen()) {
            return;
        }
        if (how instanceof Throwable thrown) {
            sent.status = by.client.status(thrown);
            sent.end(
                    sent.status > 0
                            ? Outcome.ANSWERED
                            : Locations.isRefusal(thrown) ? Outcome.REFUSED : Outcome.FAILED);
            return;
        }
        try {
            by.client.answered(sent, how, a);
        } finally {
            sent.end(Outcome.ANSWERED);
        }
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        calls.tell(now, last);
    }
}
