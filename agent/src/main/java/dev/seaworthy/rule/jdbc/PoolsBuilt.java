package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Pools that are built for one unit of work each, or again and again for the same database: not pools at all. */
final class PoolsBuilt {

    private static final String FIX =
            "Build the pool once at startup, keep it in a field or bean, and close it when the application stops.";
    private static final int MOST = 256;

    private final Rule<?> rule;
    private final Map<String, Target> targets = new HashMap<>();

    private static final class Target {
        /** By place: two pools that are each built at first use, one of them by another line, are built once each. */
        final Map<String, Integer> inRequests = new HashMap<>();

        final ArrayDeque<Long> inJobs = new ArrayDeque<>();
    }

    PoolsBuilt(Rule<?> rule) {
        this.rule = rule;
    }

    void built(PoolBuilt seen, Findings findings) {
        // Each web application of a server has its own pool, and a redeployed one builds it anew.
        String key = seen.application() + " " + seen.database().url() + " "
                + seen.database().user();
        if (!targets.containsKey(key) && targets.size() >= MOST) {
            findings.dropped(rule);
            return;
        }
        if (!seen.origin().unit().isRequest() && Tools.isTest(seen.origin().site())) {
            return; // each test may set up its own
        }
        Target target = targets.computeIfAbsent(key, any -> new Target());
        Phase phase = seen.origin().phase();
        long now = seen.origin().millis();
        int inRequests = 0;
        if (seen.origin().unit().isRequest()) {
            String place = String.valueOf(seen.origin().site().place());
            if (target.inRequests.size() < MOST || target.inRequests.containsKey(place)) {
                inRequests = target.inRequests.merge(place, 1, Integer::sum);
            }
        } else if (phase == Phase.JOB) {
            target.inJobs.add(now);
            while (now - target.inJobs.element() > UnpooledConnection.WINDOW_MILLIS || target.inJobs.size() > MOST) {
                target.inJobs.remove();
            }
        }
        String message = null;
        if (inRequests >= UnpooledConnection.POOLS_IN_REQUESTS) {
            message = inRequests + " pools were built inside requests";
        } else if (target.inJobs.size() >= UnpooledConnection.POOLS_IN_JOBS) {
            message = target.inJobs.size() + " pools were built for the same database within 60 s";
        } else if (seen.liveNow() >= UnpooledConnection.POOLS_OPEN && phase != Phase.STARTUP) {
            message = seen.liveNow() + " pools for the same database and user are open";
        }
        if (message != null) {
            findings.add(Found.confirmed(
                            rule,
                            seen.origin().site(),
                            seen.database().url(),
                            message + ", each with its own connections",
                            now)
                    .variant("pool-per-request")
                    .fix(FIX)
                    .evidence("pool", seen.pool())
                    .evidence("built-in-requests", inRequests)
                    .evidence("live", seen.liveNow()));
        }
    }
}
