package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Looks;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.jdbc.source.Target;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource that lends connections, without keeping it alive: its database, and whether it is time to look where its
 * connections are borrowed. That costs microseconds, so it is done as often as the budget allows, and always once
 * something was found amiss. Thread-safe.
 */
public final class Lender extends WeakReference<Object> {

    /** So many borrows are looked at after something was found amiss. */
    private static final int ALARMED = 20_000;

    private static final long ASKED_NANOS = 5_000_000_000L;

    public final String type;
    private final AtomicInteger looked = new AtomicInteger();
    private volatile int toLook;
    /** Whether a close gave a connection back to it. Some take them back by a method of their own. */
    public volatile boolean closes;
    /** How many it lent that were not closed, garbage included; kept up only until it {@link #closes}. */
    private final AtomicInteger out = new AtomicInteger();
    /** How many of those became garbage. */
    private final AtomicInteger lost = new AtomicInteger();
    /** Its database, once a statement ran on a connection that it lent. */
    public volatile @Nullable Target target;

    /** What is known of it as a pool, once that was looked up. */
    volatile @Nullable Pool pool;

    private volatile int maximum = -1;

    private volatile long askedNanos;
    private volatile boolean asked;

    Lender(Object source) {
        super(source);
        type = source.getClass().getName();
    }

    /** What it lends connections to, as far as one of them or the pool's settings showed. */
    public Database database() {
        Target used = target;
        Pool known = pool;
        Database said = used != null ? used.database : known == null ? null : known.database;
        return said == null ? Database.UNKNOWN : said;
    }

    /** Whether it is time to look where a borrow is made. */
    public boolean isDue(Looks budget) {
        if (toLook == 0 || looked.get() >= toLook) {
            return budget.isDue();
        }
        looked.incrementAndGet();
        return true;
    }

    /** The most connections that it lends at once, asked for now and then; -1 where unknown. Agent's thread. */
    public int maximum(Late late) {
        long now = System.nanoTime();
        if (!asked || now - askedNanos > ASKED_NANOS) {
            asked = true;
            askedNanos = now;
            late.ask(this::ask);
        }
        return maximum;
    }

    private void ask() {
        Object source = get();
        if (source != null) {
            maximum = PoolGetters.ask(source).maximum();
        }
    }

    public void lent() {
        if (!closes) {
            out.incrementAndGet();
        }
    }

    public void tookBack() {
        if (!closes) {
            out.decrementAndGet();
        }
    }

    /** One that it lent became garbage. */
    public void loses() {
        lost.incrementAndGet();
    }

    /** How many it lent that were not closed, garbage included; of use while no close was seen. */
    public int out() {
        return out.get();
    }

    public int lost() {
        return lost.get();
    }

    /** Something is amiss with its connections: the next borrows are looked at. */
    public void alarm() {
        toLook = looked.get() + ALARMED;
    }
}
