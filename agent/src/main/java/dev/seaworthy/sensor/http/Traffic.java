package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Getter;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.http.client.Clients;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Makes calls of what the points of clients hand over: one each, whatever it goes through. Thread-safe. */
final class Traffic {

    private final RemoteCalls remote;
    private final Drops drops;
    private final Joins joins;
    private final ClientEvents clients;
    private final Records records;
    private final Futures futures;
    private final AtomicReferenceArray<@Nullable Party> parties = new AtomicReferenceArray<>(Clients.MOST);
    private final ThreadLocal<Pad> pads = new ThreadLocal<>();

    Traffic(Surroundings surroundings, Observations observations, Late late) {
        this.remote = surroundings.remoteCalls();
        this.drops = surroundings.drops();
        this.records = new Records(surroundings, observations, late);
        this.futures = new Futures(records, observations, late);
        this.joins = new Joins(remote, surroundings.units());
        this.clients = new ClientEvents(surroundings, observations, late);
    }

    Party party(int number) {
        Party known = parties.get(number);
        if (known == null) {
            Party made = new Party(number, Clients.describe(number, drops));
            known = parties.compareAndSet(number, null, made) ? made : parties.get(number);
        }
        return known == null ? party(number) : known;
    }

    Bounds bounds() {
        return records.bounds();
    }

    Futures futures() {
        return futures;
    }

    Joins joins() {
        return joins;
    }

    ClientEvents clients() {
        return clients;
    }

    /** A header is set on a request that was not sent yet. */
    void header(@Nullable Object key, @Nullable Object name, @Nullable Object value) {
        if (key != null && name instanceof String header && value instanceof String text) {
            records.header(key, header, text);
        }
    }

    /** A call begins that ends on this thread. */
    void begins(Party by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        Calling call = reads(by, key, a, b, c);
        if (call == null || key == null) {
            return;
        }
        Outbound begun = remote.begin(by.client.kind(), id(key), call, false);
        clients.uses(by.client, begun, call, a, b, c);
        if (begun == null) {
            Records.turnsOut(remote.inside());
        } else {
            records.follow(by, call, key, begun, a, b, c);
        }
    }

    /** A call begins that ends wherever its key ends; perhaps again, to another target. */
    void opens(Party by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        Calling call = reads(by, key, a, b, c);
        if (call == null || key == null) {
            return;
        }
        Outbound begun = remote.begin(by.client.kind(), id(key), call, true);
        Outbound same = begun == null ? remote.inside(by.client.kind(), id(key)) : begun;
        if (same == null) {
            Records.turnsOut(remote.inside());
            return;
        }
        same.course().attempt();
        Records.Known known = records.known(key);
        Sent before = known == null ? null : known.sent;
        if (before != null && before.isOpen()) {
            if (before.goesTo(call.host(), call.port())) {
                return; // another attempt of the same call, with other credentials or through another proxy
            }
            before.end(Outcome.ANSWERED); // by a redirect
        }
        Sent sent = records.follow(by, call, key, same, a, b, c);
        if (sent != null) {
            records.make(key).sent = sent;
        }
    }

    /** A call begins that goes on when the method returns. */
    void sends(Party by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        Calling call = reads(by, key, a, b, c);
        if (call == null || key == null) {
            return;
        }
        Outbound begun = remote.send(by.client.kind(), id(key), call);
        clients.uses(by.client, begun, call, a, b, c);
        if (begun == null) {
            Records.turnsOut(remote.inside());
            return;
        }
        Sent sent = records.follow(by, call, key, begun, a, b, c);
        if (sent != null) {
            sent.detached |= !joins.isWaiting();
        }
        records.make(key).call = begun;
    }

    /** The method that sent a call returned. */
    void sent(Party by, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object sentBy = by.client.key(null, a, b, c);
        Outbound call = sentBy == null ? null : remote.leave(by.client.kind(), id(sentBy));
        if (call == null || sentBy == null) {
            return;
        }
        joins.sent(call, result);
        Sent sent = Records.sent(call);
        if (sent != null && result != null) {
            sent.result = new WeakReference<>(result);
        }
        if (result instanceof CompletableFuture<?> future) {
            futures.await(by, call, future, sent != null || remote.isHeard());
            return;
        }
        Object key = by.client.key(result, a, b, c);
        if (key != null && key != sentBy) {
            records.make(key).call = call;
        }
        if (result instanceof Future<?> future && future.isDone()) {
            records.over(by, call, null, null);
        }
    }

    /** The call on this thread was answered. */
    void answered(Party by, @Nullable Object response, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        Outbound call = key == null ? null : remote.leave(by.client.kind(), id(key));
        if (call != null) {
            records.over(by, call, response, a);
        }
    }

    /** The method ends the call of its key. */
    void ends(Party by, @Nullable Object response, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        if (key == null) {
            return;
        }
        Records.Known known = records.known(key);
        Sent sent = known == null ? null : known.sent;
        Outbound call = remote.leave(by.client.kind(), id(key));
        call = call == null && known != null ? known.call : call;
        CallLimits limits = pad().clearedLimits();
        if (sent != null && sent.isOpen() && by.client.limits(limits, a, b, c)) {
            sent.limits(limits);
        }
        if (call != null && call.isOpen()) {
            records.over(by, call, response, a);
        } else if (sent != null) {
            Records.end(by, sent, response, a); // its thread has turned to another call meanwhile
        }
    }

    /** A method of the call threw. */
    void failed(
            Party by,
            Throwable thrown,
            boolean connecting,
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        if (key == null) {
            return;
        }
        Records.Known known = records.known(key);
        Outbound call = remote.leave(by.client.kind(), id(key));
        Sent sent = known == null ? null : known.sent;
        boolean isNew = call != null && Records.sent(call) == null && (sent == null || !connecting);
        if (call != null && isNew && thrown instanceof ConnectException && call.attached() instanceof Shape shape) {
            Caller caller = records.refused(shape);
            Calling again = caller == null ? null : reads(by, key, a, b, c);
            if (caller != null && again != null) {
                records.add(by, again, caller, known, call, a, b, c);
            }
        }
        if (call != null) {
            records.over(by, call, thrown, a);
        } else if (sent != null) {
            Records.end(by, sent, thrown, a);
        }
    }

    /** The call of that key is over. */
    void done(Party by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Outbound call = known(by, a, b, c);
        if (call != null && call.isOpen()) {
            records.over(by, call, by.client.outcome(a, b, c), a);
        }
    }

    /** A call goes out: its limits are those in force. */
    void wire(Party by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Outbound call = known(by, a, b, c);
        call = call == null || !call.isOpen() ? remote.inside() : call;
        if (call == null) {
            return;
        }
        call.course().attempt();
        call.errand().tries().begins(by.client.goesTo(a, b, c), System.nanoTime());
        takes(by, call, a, b, c);
        Sent sent = Records.sent(call);
        if (sent != null) {
            sent.goes(by.client, a, b, c);
        }
    }

    /** The call of this thread, or the one that is known by the point, uses these settings. */
    void uses(Party by, @Nullable Object settings, @Nullable Object a, @Nullable Object b) {
        Outbound known = a == null ? null : known(by, a, b, null);
        Outbound call = known == null || !known.isOpen() ? remote.inside() : known;
        if (call != null) {
            takes(by, call, settings, a, b);
        }
    }

    private void takes(Party by, Outbound call, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        CallLimits limits = pad().clearedLimits();
        if (by.client.limits(limits, a, b, c)) {
            call.limits().innermost(limits);
            Records.turnsOut(call);
        }
    }

    /** The call that its key is known to stand for. */
    @Nullable
    Outbound known(Party by, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = by.client.key(null, a, b, c);
        Records.Known known = key == null ? null : records.known(key);
        return known == null ? null : known.call;
    }

    /** Null if it is no call. */
    private @Nullable Calling reads(
            Party by, @Nullable Object key, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Calling call = pad().call;
        call.clear(by.client.name(), by.client.wraps());
        return key != null && by.client.begins(call, a, b, c) ? call : null;
    }

    private Pad pad() {
        Pad known = pads.get();
        if (known == null) {
            known = new Pad();
            pads.set(known);
        }
        return known;
    }

    private static int id(Object key) {
        return System.identityHashCode(key);
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        Getter.quicken();
        records.tick(now, last);
        futures.tick();
        clients.tick(now, last);
    }
}
