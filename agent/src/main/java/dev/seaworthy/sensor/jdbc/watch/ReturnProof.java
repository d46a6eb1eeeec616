package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.PoolParts;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which lenders get their connections back by a close, so that one that was not closed was not given back. Not all do:
 * a home-made pool may have a method of its own for it. Proof is that such a close was seen, of that lender or of another
 * of its class; or that the pool itself counts as lent whatever was not closed. A pool is asked on a thread that may wait
 * for ever, and not again while it has not answered.
 */
final class ReturnProof {

    private static final int MOST = 1_000;

    private final Set<String> closing = ConcurrentHashMap.newKeySet();
    private final Late late;
    /** Pools that have not answered. All of these go with the pool. */
    private final Map<Lender, Boolean> silent = Collections.synchronizedMap(new WeakHashMap<>());
    /** What each pool without a proof said since the last tick; and before it. */
    private Map<Lender, Boolean> said = answers();

    private Map<Lender, Boolean> agreed = said;
    /** What they said in this tick of what became garbage. */
    private Map<Lender, Boolean> lost = answers();

    private boolean last;

    ReturnProof(Late late) {
        this.late = late;
    }

    private static Map<Lender, Boolean> answers() {
        return Collections.synchronizedMap(new WeakHashMap<>());
    }

    /** A close gave a connection back to it. */
    void closed(Lender lender) {
        if (!lender.closes) {
            lender.closes = true;
            if (closing.size() < MOST) {
                closing.add(lender.type);
            }
        }
    }

    /** What pools said since the last time counts until the next; the last time many are closed, and none is asked. */
    void tick(boolean isLast) {
        last = isLast;
        agreed = said;
        said = answers();
        lost = answers();
    }

    /** Whether a lease that goes on was not given back all the same, by what was known a tick ago; agent's thread. */
    boolean isOut(Lease lease) {
        Lender lender = lease.lent();
        if (isProven(lease)) {
            return true;
        }
        if (lender == null || lease.byHand) {
            return false;
        }
        Map<Lender, Boolean> into = said;
        if (!last && !into.containsKey(lender) && silent.putIfAbsent(lender, true) == null) {
            // Nobody waits for it: the application may be about to exit.
            late.later(() -> late.ask(() -> answer(lender, into)));
        }
        return agreed.getOrDefault(lender, false);
    }

    /**
     * Has {@code then} run if a lease whose connection became garbage was not given back before: at once if that is
     * proven, else once its pool was asked, on the agent's thread but not in a tick, so that no exit waits for the pool.
     * What the pool said earlier is of no use: it may have had it back since.
     */
    void ifLost(Lease lease, Runnable then) {
        Lender lender = lease.lent();
        if (isProven(lease)) {
            then.run();
            return;
        }
        if (last || lender == null || lease.byHand) {
            return;
        }
        Map<Lender, Boolean> into = lost;
        late.later(() -> {
            if (!into.containsKey(lender) && silent.putIfAbsent(lender, true) == null) {
                late.ask(() -> answer(lender, into));
            }
            if (into.getOrDefault(lender, false)) {
                then.run();
            }
        });
    }

    private boolean isProven(Lease lease) {
        Lender lender = lease.lent();
        TrackedConnection physical = lease.physical();
        return lease.byHand
                ? physical != null && !physical.isBlind()
                : lender != null && (lender.closes || closing.contains(lender.type));
    }

    /** Takes down whether the pool holds nothing for given back that was not closed. */
    private void answer(Lender lender, Map<Lender, Boolean> into) {
        Object pool = lender.get();
        into.put(lender, pool != null && PoolParts.lent(pool) >= lender.out());
        silent.remove(lender);
    }
}
