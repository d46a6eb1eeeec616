package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Counts calls to each target, and the connections that are opened for them. */
final class ReuseWatch extends CallWatch {

    private static final String SENSE = "http.reuse";
    private static final String HTTP = "http";
    private static final int MOST = 1 << 10;
    private static final int PROBES = 8;
    private static final int TICKS = 5;

    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicReferenceArray<@Nullable TargetUse> targets = new AtomicReferenceArray<>(MOST);
    private int ticks;

    ReuseWatch(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    @Override
    boolean hearsCalls() {
        return true;
    }

    @Override
    public void begins(Outbound call) {
        TargetUse target = call.kind().equals(HTTP) ? make(call.scheme(), call.host(), call.port()) : null;
        if (target != null) {
            target.begins();
        }
    }

    @Override
    public void ends(Outbound call) {
        TargetUse target = call.kind().equals(HTTP) ? find(call.host(), call.port()) : null;
        if (target != null) {
            target.ends(call, surroundings.units().phase(call.unit()));
        }
    }

    @Override
    void connected(
            @Nullable Outbound call,
            @Nullable Object by,
            String host,
            int port,
            long limit,
            long nanos,
            boolean failed) {
        // One that its own thread opens, its call knows.
        TargetUse target = failed || call != null && !call.isAsync() ? null : find(host, port);
        if (target != null) {
            target.connected();
        }
    }

    /** Null if no call went there so far. */
    private @Nullable TargetUse find(String host, int port) {
        long key = Sites.key(port, host);
        for (int i = 0; i < PROBES; i++) {
            TargetUse found = targets.get(start(key) + i & MOST - 1);
            if (found == null || found.key == key) {
                return found;
            }
        }
        return null;
    }

    private @Nullable TargetUse make(String scheme, String host, int port) {
        TargetUse known = find(host, port);
        if (known != null) {
            return known;
        }
        TargetUse made = new TargetUse(Sites.key(port, host), scheme, host, port);
        for (int i = 0; i < PROBES; i++) {
            int at = start(made.key) + i & MOST - 1;
            if (targets.compareAndSet(at, null, made)) {
                return made;
            }
            TargetUse other = targets.get(at);
            if (other != null && other.key == made.key) {
                return other;
            }
        }
        observations.dropped(SENSE, 1);
        return null;
    }

    private static int start(long key) {
        return (int) (key ^ key >>> 32);
    }

    @Override
    void tick(long now, boolean last) {
        if (!last && ++ticks % TICKS != 0) {
            return;
        }
        for (int i = 0; i < MOST; i++) {
            TargetUse target = targets.get(i);
            if (target != null) {
                target.tell(now, observations);
            }
        }
    }
}
