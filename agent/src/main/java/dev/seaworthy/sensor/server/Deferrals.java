package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakStates;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests that go on after their thread has let go of them, each by the server's object that stands for it, which is not
 * kept alive. Thread-safe, bounded: beyond {@value #MOST} a request ends with its thread's work, as one that is not
 * asynchronous, and none goes on for longer than {@value #LONGEST_MILLIS} ms.
 */
final class Deferrals {

    static final int MOST = 10_000;
    static final long LONGEST_MILLIS = 120_000;

    private final Units units;
    private final Drops drops;
    private final Set<Deferral> going = ConcurrentHashMap.newKeySet();
    /** A server may use a request's object again and again: what is here can be over. */
    private final WeakStates<Deferral> byRequest;

    Deferrals(Units units, Drops drops) {
        this.units = units;
        this.drops = drops;
        this.byRequest = new WeakStates<>(MOST, "server.deferred", drops);
    }

    /** One asynchronous request. */
    static final class Deferral {
        final OpenUnit unit;
        private volatile long untilMillis;
        /** Whether the end of this round of it is listened for; a dispatch begins the next. */
        volatile boolean heard;

        private Deferral(OpenUnit unit, long untilMillis) {
            this.unit = unit;
            this.untilMillis = untilMillis;
        }
    }

    /** Whether there is none, so that nobody needs to look. */
    boolean isEmpty() {
        return going.isEmpty();
    }

    /**
     * The calling thread's request goes on until {@link #end}. Null where it does not: there is no room, or what the
     * thread is in is no request that goes on.
     */
    @Nullable
    Deferral begin(Object request, long millis) {
        OpenUnit unit = units.open();
        Deferral known = of(request);
        if (known != null && known.unit == unit) {
            return known;
        }
        if (!unit.unit().isRequest() || unit.isLate()) {
            return null;
        }
        if (going.size() >= MOST) {
            drops.dropped("server.deferred", 1);
            return null;
        }
        if (known != null) {
            end(known);
        }
        Deferral deferral = new Deferral(unit, millis + LONGEST_MILLIS);
        byRequest.remove(request);
        if (!byRequest.put(request, deferral)) {
            return null;
        }
        going.add(deferral);
        units.defer();
        return deferral;
    }

    /** The one that goes on and that this object stands for. */
    @Nullable
    Deferral of(Object request) {
        Deferral deferral = byRequest.get(request);
        return deferral != null && going.contains(deferral) ? deferral : null;
    }

    /** It goes on in this thread; matched by one {@link Units#end}. */
    void resume(Deferral deferral) {
        deferral.heard = false;
        units.resume(deferral.unit.unit());
    }

    /** The server's thread lets go of it. */
    void leave(Deferral deferral) {
        deferral.unit.forget();
    }

    /** It goes on until then at most. */
    void limit(Deferral deferral, long untilMillis) {
        deferral.untilMillis = Math.min(deferral.untilMillis, untilMillis);
    }

    /** It is over; on any thread, however often. */
    void end(Deferral deferral) {
        if (going.remove(deferral)) {
            units.complete(deferral.unit);
        }
    }

    /** Ends what has gone on for too long; agent's thread. */
    void tick(long now) {
        for (Deferral deferral : going) {
            if (now > deferral.untilMillis) {
                end(deferral);
            }
        }
    }
}
