package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Lazy;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.UrlSecrets;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.SecretReceived;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Queries of requests, looked at for secrets on the agent's thread once the request has ended: those of the first requests
 * of each route, then of one in {@value #EVERY}. Thread-safe, bounded.
 */
final class Queries {

    private static final String SENSE = "server.query";
    private static final int FIRST = 64;
    private static final int EVERY = 32;
    private static final int WAITING = 512;
    private static final int LONGEST = 16_384;
    /** A response that takes longer is judged as if its status were unknown. */
    private static final long PATIENCE_MILLIS = 30_000;

    private static final int FIRST_ERROR = 400;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Lazy<UrlSecrets> secrets;
    private final AtomicIntegerArray seen = new AtomicIntegerArray(1 << 11);
    private final Queue<Kept> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Kept(Origin origin, OpenUnit request, String query) {}

    Queries(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.secrets = new Lazy<>(() -> new UrlSecrets(surroundings.secrets()));
    }

    /** A request begins on this thread. */
    void begins(Server server, @Nullable Object request) {
        OpenUnit open = surroundings.units().open();
        int hash = open.unit().route().hashCode();
        int times = seen.incrementAndGet((hash ^ hash >>> 16) & seen.length() - 1);
        if (request == null || times > FIRST && (times & EVERY - 1) != 0) {
            return;
        }
        String query = server.query(request);
        if (query == null || query.indexOf('=') < 0) {
            return;
        }
        if (size.incrementAndGet() > WAITING) {
            size.decrementAndGet();
            observations.dropped(SENSE, 1);
            return;
        }
        String text = query.length() > LONGEST ? query.substring(0, LONGEST) : query;
        kept.add(new Kept(surroundings.at(Site.UNKNOWN), open, text));
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
            Kept one = each.next();
            if (last || one.request.isEnded() || now - one.origin.millis() > PATIENCE_MILLIS) {
                each.remove();
                size.decrementAndGet();
                observations.count(SENSE, 1);
                // What nobody takes, anybody may have sent.
                if (one.request.status() < FIRST_ERROR) {
                    tell(one);
                }
            }
        }
    }

    private void tell(Kept one) {
        for (UrlSecrets.Found secret : secrets.get().in(one.query)) {
            observations.add(new SecretReceived(
                    one.origin, secret.kind(), secret.name(), secret.length(), secret.known(), secret.once()));
        }
    }
}
