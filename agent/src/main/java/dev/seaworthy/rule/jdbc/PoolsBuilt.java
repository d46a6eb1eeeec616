package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.PoolLived;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pools that are built for one unit of work each: not pools at all. One that is kept is a pool whoever built it: it lends
 * to another unit of work sooner or later, and none is built for the same tenant again. So what counts is pools that
 * nobody but their builder used: of the same settings, or closed.
 */
final class PoolsBuilt {

    private static final String FIX =
            "Build the pool once at startup, keep it in a field or bean, and close it when the application stops.";
    private static final int MOST = 256;
    private static final int MOST_POOLS = 2_000;
    /** So long after it was built a pool may have to wait for its next borrower, or for the race that it lost. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final long JUDGED_EVERY_MILLIS = 500;

    private final Rule<?> rule;
    private final Map<String, Place> places = new HashMap<>();
    /** Those that were built lately, by number. */
    private final Map<Long, Pool> pools = new LinkedHashMap<>();

    private long judgedAt;

    private static final class Pool {
        final PoolBuilt seen;
        final Place place;
        final boolean inRequest;
        boolean kept;
        boolean closed;

        Pool(PoolBuilt seen, Place place) {
            this.seen = seen;
            this.place = place;
            this.inRequest = seen.origin().unit().isRequest();
        }

        long millis() {
            return seen.origin().millis();
        }
    }

    /** One line that builds pools for one database and login. */
    private static final class Place {
        final List<Pool> built = new ArrayList<>();
        int told;
    }

    PoolsBuilt(Rule<?> rule) {
        this.rule = rule;
    }

    void built(PoolBuilt seen, Findings findings) {
        boolean request = seen.origin().unit().isRequest();
        if (!request && Tools.isTest(seen.origin().site())) {
            return; // each test may set up its own
        }
        // Each web application of a server has its own pool, and a redeployed one builds it anew. Two pools that are
        // each built at first use, one of them by another line, are built once each.
        String key = seen.application() + " " + seen.database().url() + " "
                + seen.database().user() + " " + (request ? seen.origin().site().place() : "");
        if (!places.containsKey(key) && places.size() >= MOST) {
            findings.dropped(rule);
            return;
        }
        Place place = places.computeIfAbsent(key, any -> new Place());
        if (place.built.size() >= MOST) {
            pools.remove(place.built.remove(0).seen.number());
        }
        if (pools.size() >= MOST_POOLS) {
            long oldest = pools.keySet().iterator().next();
            Pool old = pools.remove(oldest);
            if (old != null) {
                old.place.built.remove(old);
            }
        }
        Pool pool = new Pool(seen, place);
        place.built.add(pool);
        pools.put(seen.number(), pool);
    }

    void lived(PoolLived seen) {
        Pool pool = pools.get(seen.number());
        if (pool != null) {
            pool.closed |= seen.closed();
            pool.kept |= !seen.closed();
        }
    }

    /** Looks at what has been built and not been kept by then. */
    void judge(long now, boolean last, Findings findings) {
        if (!last && now - judgedAt < JUDGED_EVERY_MILLIS) {
            return;
        }
        judgedAt = now;
        for (Place place : places.values()) {
            if (place.told < place.built.size()) {
                judge(place, now, last, findings);
            }
        }
    }

    private void judge(Place place, long now, boolean last, Findings findings) {
        Pool newest = null;
        List<Pool> single = new ArrayList<>();
        Map<Integer, Integer> alike = new HashMap<>();
        for (Pool pool : place.built) {
            if (!pool.kept && (last || pool.closed || now - pool.millis() >= PATIENCE_MILLIS)) {
                single.add(pool);
                alike.merge(pool.seen.settings(), 1, Integer::sum);
            }
        }
        int inRequests = 0;
        int inJobs = 0;
        int live = 0;
        for (Pool pool : single) {
            if (!pool.closed && alike.getOrDefault(pool.seen.settings(), 0) < UnpooledConnection.POOLS_IN_REQUESTS) {
                continue; // the only one of its tenant
            }
            newest = pool;
            inRequests += pool.inRequest ? 1 : 0;
            boolean late = now - pool.millis() <= UnpooledConnection.WINDOW_MILLIS;
            inJobs += !pool.inRequest && pool.seen.origin().phase() == Phase.JOB && late ? 1 : 0;
            live += pool.closed || pool.seen.origin().phase() == Phase.STARTUP ? 0 : 1;
        }
        String message = null;
        if (inRequests >= UnpooledConnection.POOLS_IN_REQUESTS) {
            message = inRequests + " pools were built inside requests and used by no other";
        } else if (inJobs >= UnpooledConnection.POOLS_IN_JOBS) {
            message = inJobs + " pools were built for the same database within 60 s";
        } else if (live >= UnpooledConnection.POOLS_OPEN) {
            message = live + " pools for the same database and user are open";
        }
        if (message == null || newest == null) {
            return;
        }
        findings.add(Found.confirmed(
                        rule,
                        newest.seen.origin().site(),
                        newest.seen.database().url(),
                        message + ", each with its own connections",
                        newest.millis())
                .variant("pool-per-request")
                .fix(FIX)
                .occurrences(Math.max(0, single.size() - place.told))
                .evidence("pool", newest.seen.pool())
                .evidence("built-in-requests", inRequests)
                .evidence("live", newest.seen.liveNow()));
        place.told = Math.max(place.told, single.size());
    }
}
