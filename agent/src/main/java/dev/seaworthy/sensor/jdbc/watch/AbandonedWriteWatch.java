package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Sites;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.WritesAbandoned;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.Transaction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells of connections that are closed with writes nobody committed, and which are undone by that; what goes on after the
 * close of a handle is for somebody else to end, a transaction manager most often. Where the same line commits at other times, an
 * exception took it past the commit, and the pool's rollback is what its author counts on: that is not told.
 */
public final class AbandonedWriteWatch extends ReportingWatch {

    private static final int MOST = 1_000;
    private static final int HOOK = 107;

    /** Keys of lines that close connections after a commit. */
    private final Set<Long> commits = ConcurrentHashMap.newKeySet();
    /** Keys of lines that closed one without. */
    private final Set<Long> abandons = ConcurrentHashMap.newKeySet();

    /** Leases looked at before the first of those. */
    private final AtomicInteger looked = new AtomicInteger();

    public AbandonedWriteWatch(Workplace workplace) {
        super(workplace);
    }

    @Override
    public void transactionEnded(TrackedConnection on, boolean committed) {
        Transaction transaction = on.transaction;
        Lease lease = on.lease;
        if (lease == null || transaction.writes == 0) {
            return;
        }
        if (transaction.endedByPool) {
            lost(lease, on);
        } else if (committed) {
            lease.committed = true;
        }
    }

    /** Closed by hand, nobody else can end it; a pool's connection may be another one's to commit, after its handle. */
    @Override
    public void returned(Lease lease) {
        TrackedConnection physical = lease.physical();
        if (lease.byHand && lease.abandonedAt != null && physical != null) {
            lost(lease, physical);
        }
    }

    private void lost(Lease lease, TrackedConnection on) {
        Site site = lease.abandonedAt;
        if (site != null) {
            lease.abandonedAt = null;
            observations.add(new WritesAbandoned(surroundings.at(site), on.target.database, on.transaction.writes));
        }
    }

    @Override
    public void returning(Lease lease) {
        boolean committed = lease.committed && commits.size() < MOST;
        if (!committed && !lease.uncommitted) {
            return;
        }
        TrackedConnection physical = lease.physical();
        if (physical == null) {
            return;
        }
        if (lease.uncommitted) {
            abandoned(lease, physical);
        } else if (!abandons.isEmpty() || looked.get() < MOST && looked.incrementAndGet() <= MOST) {
            commits.add(key(physical));
        }
    }

    private void abandoned(Lease lease, TrackedConnection physical) {
        long key = key(physical);
        boolean again = abandons.contains(key);
        if (abandons.size() < MOST) {
            abandons.add(key);
        } else if (!again) {
            observations.dropped("jdbc.abandoned-writes", 1);
        }
        if (commits.contains(key) || physical.transaction.failed || !again) {
            return;
        }
        lease.abandonedAt = surroundings.sites().here();
    }

    /** The method that closes, whatever line of it. */
    private long key(TrackedConnection physical) {
        return Sites.key(HOOK, physical.target.database.url())
                ^ surroundings.sites().calling(false);
    }
}
