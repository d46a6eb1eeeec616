package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Holders;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One database and what is open to it. */
public final class Target {

    private static final int TOLD_A_SECOND = 256;

    /** Requests whose line is looked up; who knows these needs no other to say which database serves requests. */
    static final int PLACED = 20;

    /** One-way print of a password, and why that one is weak; empty where it is not. */
    record Learned(int print, String weak) {}

    public final Database database;
    private final AtomicInteger open = new AtomicInteger();
    /** Who holds connections. */
    public final Holders holders = new Holders();

    private final AtomicInteger ever = new AtomicInteger();
    private volatile long refusedNanos;
    private volatile boolean refused;
    private volatile long lastUnit;
    private volatile long lastWriter;
    private volatile long second;
    private volatile int told;
    private volatile @Nullable Site site;
    private volatile int placed;
    /** The last password that was handed to the secret book. */
    volatile Learned learned = new Learned(0, "");
    /** Whether connections to it were seen that wait for an answer for ever, unless a statement says otherwise. */
    public volatile boolean unbounded;
    /** Statements that ran on these since last told, and how many of them were bounded otherwise. */
    public final LongAdder ran = new LongAdder();

    public final LongAdder bounded = new LongAdder();

    /** How its driver pages results. */
    public final Paging pages = new Paging();

    Target(Database database) {
        this.database = database;
    }

    /** One more is open, held by that one; how many these are now. */
    public int opened(Holders.Holder holder) {
        holder.holds().incrementAndGet();
        ever.incrementAndGet();
        return open.incrementAndGet();
    }

    public void closed(Holders.Holder holder) {
        open.decrementAndGet();
        holder.holds().decrementAndGet();
    }

    /** Physical connections that were ever opened. */
    public int openedEver() {
        return ever.get();
    }

    /** The database refused a connection. */
    public void refuses() {
        refusedNanos = System.nanoTime();
        refused = true;
    }

    /** Whether it did so in the last nanoseconds. */
    public boolean isRefusedWithin(long nanos) {
        return refused && System.nanoTime() - refusedNanos <= nanos;
    }

    public int openNow() {
        return Math.max(0, open.get());
    }

    /** Racy on purpose: a repeated statement of a unit that was told already costs a rule next to nothing. */
    public boolean isFirstStatement(Unit unit, boolean writes) {
        if (writes) {
            boolean first = lastWriter != unit.id();
            lastWriter = unit.id();
            return first;
        }
        boolean first = lastUnit != unit.id();
        lastUnit = unit.id();
        return first;
    }

    /** A line at which requests use it, once enough were looked at; null until then. */
    public @Nullable Site site() {
        return placed < PLACED ? null : site;
    }

    /** A unit of work uses it there. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // counted roughly, by many threads
    public void usedAt(Origin origin) {
        if (origin.phase() == Phase.REQUEST) {
            site = site == null ? origin.site() : site;
            placed++;
        }
    }

    public boolean mayTell() {
        long now = System.nanoTime() >> 30;
        if (second != now) {
            second = now;
            told = 0;
        }
        return told++ < TOLD_A_SECOND;
    }
}
