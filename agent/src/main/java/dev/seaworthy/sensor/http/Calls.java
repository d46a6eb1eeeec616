package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Answer;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Target;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spotter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The calls that are on their way, told when they ended or after two seconds. Thread-safe, bounded. */
final class Calls {

    private static final String SENSE = "http.call";
    private static final int SHAPES = 2048;
    private static final int PROBES = 8;
    private static final int CALLERS = 8192;
    private static final int OPEN = 4096;
    /** No name is longer. */
    private static final int LONGEST_HOST = 255;

    private static final long VERDICT_NANOS = 2_000_000_000L;
    private static final long FORGOTTEN_NANOS = 300_000_000_000L;
    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicReferenceArray<@Nullable Shape> shapes = new AtomicReferenceArray<>(SHAPES);
    private final Spotter spotter;
    private final Queue<Sent> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Bounds bounds = new Bounds(open);
    private final Urls urls;

    Calls(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.urls = new Urls(surroundings, observations);
        this.spotter = new Spotter(surroundings, observations, "http.place", CALLERS);
    }

    Drops drops() {
        return observations;
    }

    Bounds bounds() {
        return bounds;
    }

    /**
     * The shape of a call, found without allocating but for the first of its kind; null where there are too many.
     */
    @Nullable
    Shape shape(int kind, @Nullable String host, int port, long limits, int credentials) {
        long key = Sites.key(kind, host);
        key = (key ^ port) * 0x9E3779B97F4A7C15L;
        key = (key ^ limits) * 0xC2B2AE3D27D4EB4FL;
        key = (key ^ credentials * 8L ^ surroundings.units().phase().ordinal()) * 0x9E3779B97F4A7C15L;
        key ^= key >>> 29;
        int start = (int) (key ^ key >>> 32);
        for (int i = 0; i < PROBES; i++) {
            int at = (start + i) & (SHAPES - 1);
            Shape found = shapes.get(at);
            if (found == null) {
                Shape mine = new Shape(key);
                found = shapes.compareAndSet(at, null, mine) ? mine : shapes.get(at);
            }
            if (found != null && found.key == key) {
                return found;
            }
        }
        return null;
    }

    /**
     * Counts a call, and says where it is made if anybody looks; null where nobody does.
     *
     * @param shape null where there are too many
     */
    @Nullable
    Caller look(@Nullable Shape shape) {
        if (shape == null) {
            observations.count(SENSE, 1);
            observations.dropped(SENSE, 1);
            return null;
        }
        return spotter.look(shape, 1);
    }

    /** Where a call that was counted and not followed was refused, if that is news; null where it is not. */
    @Nullable
    Caller refused(@Nullable Shape shape) {
        if (shape == null) {
            return null;
        }
        Caller caller = spotter.again(shape, shape.isNewRefusal());
        if (caller == null || !caller.isNewRefusal()) {
            return null;
        }
        shape.unpass();
        return caller;
    }

    Origin at(Caller caller) {
        return surroundings.at(caller.site);
    }

    /** Takes a call that is to be looked at. */
    void add(Sent call) {
        call.ownPort = surroundings.ports().contains(call.port);
        if (size.incrementAndGet() > OPEN) {
            size.decrementAndGet();
            call.caller.pass(1);
            return;
        }
        open.add(call);
    }

    /** Tells what has ended or taken long enough; agent's thread. */
    void tell(long now, boolean last) {
        for (Iterator<Sent> each = open.iterator(); each.hasNext(); ) {
            Sent call = each.next();
            long age = System.nanoTime() - call.startNanos;
            boolean waits = call.detached && call.isUnlimited() && !call.bounded;
            if (last || age > VERDICT_NANOS || !call.isOpen() && !waits) {
                if (!call.told || !call.isOpen()) {
                    tell(call);
                }
                if (!call.isOpen() || age > FORGOTTEN_NANOS) {
                    each.remove();
                    size.decrementAndGet();
                }
            }
        }
        for (int i = 0; i < SHAPES; i++) {
            Shape shape = shapes.get(i);
            if (shape != null) {
                tellPassed(shape, now, last);
            }
        }
    }

    private void tell(Sent call) {
        if (call.detached && !call.exposed && bounds.mayBound(call)) {
            call.bounded = true;
        }
        Target target = target(call.scheme, call.host, call.port, call.ownPort);
        if (!call.told) {
            urls.tell(call, target);
        }
        long nanos = call.isOpen() ? System.nanoTime() - call.startNanos : call.nanos;
        CallSent seen = new CallSent(
                call.origin,
                call.client,
                call.method,
                target,
                Credentials.names(call.credentials, call.query, surroundings),
                call.limits(),
                new Answer(call.outcome, call.status, call.location, call.streaming, nanos, call.attempts),
                call.told ? 0 : 1);
        observations.count(SENSE, call.told ? 0 : 1);
        call.told = true;
        call.caller.tell(seen, observations);
    }

    static Target target(String scheme, String to, int port, boolean own) {
        String host = to.toLowerCase(Locale.ROOT);
        host = host.length() > LONGEST_HOST ? host.substring(0, LONGEST_HOST) : host;
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new Target(scheme, name, port, Hosts.classify(name), own);
    }

    private void tellPassed(Shape shape, long now, boolean last) {
        long nowhere = shape.settle();
        if (nowhere > 0) {
            observations.count(SENSE, nowhere);
            observations.dropped("http.place", nowhere);
        }
        for (Caller caller : shape.all()) {
            observations.count(SENSE, caller.tick(now, observations));
            if (last && caller.counts()) {
                observations.count(SENSE, caller.forgo());
            }
        }
    }
}
