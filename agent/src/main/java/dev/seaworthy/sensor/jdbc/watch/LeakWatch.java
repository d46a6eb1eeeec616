package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Looks;
import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.ConnectionKept.How;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.discover.LenderClasses;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.pool.Openers;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Leases;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells of connections that are kept after their work: garbage that was never closed, and those that nobody has touched
 * since their unit of work ended.
 */
public final class LeakWatch extends ReportingWatch {

    private static final int MOST = 10_000;
    private final Leases leases;
    private final LenderClasses lenders;
    private final Looks looks = new Looks();
    private final ReturnProof returns;
    /** When the agent first saw that the unit of an open lease was over; by number. */
    private final Map<Long, Long> over = new HashMap<>();
    /** Told as abandoned; by number. */
    private final Map<Long, Abandoned> abandoned = new HashMap<>();

    /** A leak whose line is not known, by lender; and the lenders of which one was told. Both go with their lenders. */
    private final Map<Lender, ConnectionKept> unplaced = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Lender, Boolean> placed = Collections.synchronizedMap(new WeakHashMap<>());

    /** What was told of one: the time of its last use, and its database, of which more may be known later. */
    private record Abandoned(long usedNanos, Database database) {}

    public LeakWatch(Workplace workplace, Leases leases, LenderClasses lenders) {
        super(workplace);
        this.lenders = lenders;
        this.leases = leases;
        this.returns = new ReturnProof(late);
    }

    @Override
    public void borrowed(Lease lease, ThreadState thread) {
        Lender lender = lease.lent();
        // A connection opened by hand costs so much that a look is nothing.
        if (lender == null || lender.isDue(looks)) {
            leases.place(lease);
        }
    }

    @Override
    public void returned(Lease lease) {
        if (isPools(lease)) {
            return;
        }
        if (lease.isLost()) {
            // As it is now: it ends, and its pool is asked later.
            ConnectionKept seen = seen(lease, database(lease), How.COLLECTED, System.currentTimeMillis());
            returns.ifLost(lease, () -> {
                alarm(lease);
                tell(lease.lent(), seen);
            });
            return;
        }
        Lender lender = lease.lent();
        if (lender != null) {
            returns.closed(lender);
        }
        if (lease.isAbandoned()) {
            takeBack(lease, System.currentTimeMillis());
        }
    }

    private void takeBack(Lease lease, long now) {
        Abandoned told;
        synchronized (abandoned) {
            told = abandoned.remove(lease.number());
        }
        if (told != null) {
            tell(lease.lent(), seen(lease, told.database, How.RETURNED, now));
        }
    }

    @Override
    public void tick(long now, boolean last) {
        returns.tick(last);
        List<Lease> open = new ArrayList<>();
        leases.each(open::add);
        Set<Long> numbers = new HashSet<>();
        long nanos = System.nanoTime();
        for (Lease lease : open) {
            if (lease.isOpen()) {
                numbers.add(lease.number());
                look(lease, open, nanos, now, last);
            }
        }
        over.keySet().retainAll(numbers);
        if (last) {
            tellUnplaced();
        }
    }

    private void look(Lease lease, List<Lease> open, long nanos, long now, boolean last) {
        Abandoned told;
        synchronized (abandoned) {
            told = abandoned.get(lease.number());
        }
        if (told != null) {
            if (lease.usedNanos() != told.usedNanos) {
                over.remove(lease.number());
                takeBack(lease, now);
            }
            return;
        }
        if (lease.onPurpose || lease.usedElsewhere || isPools(lease) || !isOver(lease, open) || !returns.isOut(lease)) {
            over.remove(lease.number());
            return;
        }
        Long since = over.putIfAbsent(lease.number(), nanos);
        boolean quiet = since != null && lease.usedNanos() - since < 0 && nanos - since > Limits.ABANDONED_NANOS;
        if (since != null && lease.usedNanos() - since > 0) {
            over.put(lease.number(), nanos); // used since: the time begins anew
        }
        if ((quiet || last) && (!lease.byHand || isPassedOver(lease, open))) {
            Database database = database(lease);
            synchronized (abandoned) {
                if (abandoned.size() >= MOST) {
                    observations.dropped("jdbc.leaks", 1);
                    return;
                }
                lease.abandon();
                abandoned.put(lease.number(), new Abandoned(lease.usedNanos(), database));
            }
            alarm(lease);
            tell(lease.lent(), seen(lease, database, How.ABANDONED, now));
        }
    }

    /** Whether the work that it was borrowed for is over. */
    private boolean isOver(Lease lease, List<Lease> open) {
        if (lease.unit.isVisible()) {
            return !units.isOpen(lease.unit);
        }
        int later = 0;
        for (Lease other : open) {
            boolean same = other.thread() == lease.thread() && other.lent() == lease.lent();
            later += same && isLater(other, lease) ? 1 : 0;
        }
        return later >= Limits.MOVED_ON && lease.lent() != null || later >= Limits.OPENED_SINCE;
    }

    /** Whether others were opened although this one lay idle: its opener is no pool that keeps it for later. */
    private static boolean isPassedOver(Lease lease, List<Lease> open) {
        TrackedConnection physical = lease.physical();
        int since = 0;
        for (Lease other : open) {
            TrackedConnection its = other.physical();
            boolean same = other.byHand && physical != null && its != null && its.target == physical.target;
            since += same && isLater(other, lease) ? 1 : 0;
        }
        // What was never used is a pool's reserve.
        return since >= Limits.OPENED_SINCE && physical != null && physical.uses.count() <= 1 && lease.statements() > 0;
    }

    /** Whether one was borrowed after the other was used last, as far as their threads knew the time. */
    private static boolean isLater(Lease other, Lease lease) {
        long gap = other.beganNanos - lease.usedNanos();
        return gap > 0 || gap == 0 && other.thread() == lease.thread() && other.number() > lease.number();
    }

    /** Whether a pool opened it for itself, perhaps on the thread of who builds or asks it. */
    private boolean isPools(Lease lease) {
        TrackedConnection physical = lease.physical();
        if (lease.pooled || !lease.byHand || physical == null) {
            return lease.pooled;
        }
        Site site = physical.origin.site();
        return Openers.kind(site) == ConnectionOpened.Opener.POOL || lease.lent() == null && lenders.areOn(site);
    }

    private void alarm(Lease lease) {
        Lender lender = lease.lent();
        if (lender != null) {
            lender.alarm();
        }
    }

    private static ConnectionKept seen(Lease lease, Database database, How how, long now) {
        Lender lender = lease.lent();
        return new ConnectionKept(
                lease.origin(now),
                database,
                lease.number(),
                lender == null ? "the driver" : lender.type,
                how,
                lease.heldNanos(System.nanoTime()));
    }

    private void tell(@Nullable Lender lender, ConnectionKept seen) {
        boolean kept = lender != null && seen.how() != How.RETURNED;
        if (lender != null && kept && seen.origin().site().place() == null) {
            unplaced.putIfAbsent(lender, seen);
        } else {
            if (lender != null && kept) {
                placed.put(lender, true);
            }
            observations.add(seen);
        }
    }

    /** Leaks whose line nobody looked at are told at the end, unless a later one of the same lender showed the line. */
    private void tellUnplaced() {
        unplaced.forEach((lender, seen) -> {
            if (!placed.containsKey(lender)) {
                observations.add(seen);
            }
        });
    }

    /** A lease that ran no statement shows no connection: its pool's database is known by others. */
    private static Database database(Lease lease) {
        TrackedConnection physical = lease.physical();
        if (physical != null) {
            return physical.target.database;
        }
        Lender lender = lease.lent();
        return lender == null ? Database.UNKNOWN : lender.database();
    }
}
