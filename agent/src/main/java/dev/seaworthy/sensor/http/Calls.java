package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
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
    private static final long VERDICT_NANOS = 2_000_000_000L;
    private static final long FORGOTTEN_NANOS = 300_000_000_000L;
    private static final String[] AGENTS = {
        "io.opentelemetry.javaagent.", "datadog.trace.", "co.elastic.apm.", "org.glowroot.", "com.newrelic."
    };

    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicReferenceArray<@Nullable Shape> shapes = new AtomicReferenceArray<>(SHAPES);
    private final AtomicInteger callers = new AtomicInteger();
    private final Looks looks = new Looks();
    private final Queue<Sent> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Bounds bounds = new Bounds(open);

    Calls(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    Bounds bounds() {
        return bounds;
    }

    /**
     * The shape of a call, found without allocating but for the first of its kind; null where there are too many.
     */
    @Nullable
    Shape shape(int kind, @Nullable String host, int port, long connect, long read, int credentials) {
        long key = Sites.key(kind, host);
        key = (key ^ port) * 0x9E3779B97F4A7C15L;
        key = (key ^ connect) * 0xC2B2AE3D27D4EB4FL;
        key = (key ^ read) * 0x165667B19E3779F9L;
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
     * Counts a call, and says where it is made if it is to be followed to its end; null where it is not.
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
        boolean due = shape.callers.isNew() || looks.isDue();
        Caller caller = due ? caller(shape) : null;
        if (caller == null) {
            shape.callers.pass();
            return null;
        }
        return caller.isDue() ? caller : null;
    }

    /** Where a call that was counted and not followed was refused, if that is news; null where it is not. */
    @Nullable
    Caller refused(@Nullable Shape shape) {
        if (shape == null) {
            return null;
        }
        Caller caller = shape.isNewRefusal() || looks.isDue() ? caller(shape) : null;
        if (caller == null || !caller.isNewRefusal()) {
            return null;
        }
        shape.callers.unpass();
        return caller;
    }

    private @Nullable Caller caller(Shape shape) {
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        Caller known = shape.callers.find(place);
        if (known != null) {
            return known;
        }
        Site site = sites.at(place);
        if (site == Site.UNKNOWN || callers.get() >= CALLERS) {
            observations.dropped("http.place", 1);
            return null;
        }
        Caller made = new Caller(shape, site, isForeign(site));
        Caller kept = shape.callers.add(place, made);
        if (kept == made) {
            callers.incrementAndGet();
        }
        return kept;
    }

    private static boolean isForeign(Site site) {
        for (String agent : AGENTS) {
            if (site.goesThrough(agent)) {
                return true;
            }
        }
        return false;
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
    void tell(boolean last) {
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
                tellPassed(shape, last);
            }
        }
    }

    private void tell(Sent call) {
        if (call.detached && bounds.mayBound(call)) {
            call.bounded = true;
        }
        String host = call.host.toLowerCase(Locale.ROOT);
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String target = call.scheme + "://" + (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + call.port;
        boolean open = call.isOpen();
        CallSent seen = new CallSent(
                call.origin,
                call.client,
                call.method,
                target,
                call.scheme,
                name,
                call.port,
                Hosts.classify(name),
                call.ownPort,
                Credentials.names(call.credentials, call.query, surroundings),
                call.connectTimeout,
                call.readTimeout,
                call.bounded,
                call.outcome,
                call.status,
                call.location,
                call.streaming,
                open ? System.nanoTime() - call.startNanos : call.nanos,
                call.told ? 0 : 1);
        call.caller.tell(seen);
        observations.count(SENSE, call.told ? 0 : 1);
        call.told = true;
        observations.add(seen);
    }

    private void tellPassed(Shape shape, boolean last) {
        long nowhere = shape.callers.settle();
        if (nowhere > 0) {
            observations.count(SENSE, nowhere);
            observations.dropped("http.place", nowhere);
        }
        for (Caller caller : shape.callers.all()) {
            CallSent told = caller.last;
            long more = told == null && !last ? 0 : caller.takePassed();
            if (more > 0) {
                observations.count(SENSE, more);
                if (told != null) {
                    observations.add(again(told, more));
                }
            }
        }
    }

    private static CallSent again(CallSent last, long calls) {
        return new CallSent(
                last.origin().at(System.currentTimeMillis()),
                last.client(),
                last.method(),
                last.target(),
                last.scheme(),
                last.host(),
                last.port(),
                last.hostClass(),
                last.ownPort(),
                last.credentials(),
                last.connectTimeout(),
                last.readTimeout(),
                last.bounded(),
                last.outcome(),
                last.status(),
                last.location(),
                last.streaming(),
                last.nanos(),
                calls);
    }
}
