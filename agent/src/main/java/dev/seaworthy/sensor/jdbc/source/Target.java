package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One database and what is open to it. */
public final class Target {

    private static final int MOST_PLACES = 256;
    private static final int TOLD_A_SECOND = 256;
    private static final int HOLDERS_SHOWN = 5;

    /** One-way print of a password, and why that one is weak; empty where it is not. */
    record Learned(int print, String weak) {}

    /** How many connections somebody holds. */
    public record Holder(Site site, AtomicInteger holds) {}

    public final Database database;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<String, Holder> holders = new ConcurrentHashMap<>();
    private volatile @Nullable Holder lastHolder;
    private final AtomicInteger ever = new AtomicInteger();
    private volatile long refusedNanos;
    private volatile boolean refused;
    private volatile long lastUnit;
    private volatile long lastWriter;
    private volatile long second;
    private volatile int told;
    /** The last password that was handed to the secret book. */
    volatile Learned learned = new Learned(0, "");
    /** Whether connections to it were seen that wait for an answer for ever, unless a statement says otherwise. */
    public volatile boolean unbounded;
    /** Statements that ran on these since last told, and how many of them were bounded otherwise. */
    public final LongAdder ran = new LongAdder();

    public final LongAdder bounded = new LongAdder();

    Target(Database database) {
        this.database = database;
    }

    /** One more is open, held by that one; how many these are now. */
    public int opened(Holder holder) {
        holder.holds.incrementAndGet();
        ever.incrementAndGet();
        return open.incrementAndGet();
    }

    public void closed(Holder holder) {
        open.decrementAndGet();
        holder.holds.decrementAndGet();
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

    /**
     * Who holds how many, the most first.
     *
     * @param pools where the pool was built that opened something on a thread of its own, null where that is not known
     */
    public Map<String, Integer> holders(Function<Site, @Nullable Site> pools) {
        Map<String, Integer> named = new HashMap<>();
        for (Holder holder : holders.values()) {
            named.merge(name(holder.site, pools), holder.holds.get(), Integer::sum);
        }
        Map<String, Integer> most = new LinkedHashMap<>();
        named.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(HOLDERS_SHOWN)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        return most;
    }

    /** Who opens at that place. */
    public Holder holder(Site site) {
        Holder last = lastHolder;
        if (last != null && last.site == site) {
            return last;
        }
        String way = site.place() + " " + site.factory();
        Holder holder = holders.get(way);
        if (holder == null) {
            Holder fresh = new Holder(site, new AtomicInteger());
            Holder other = holders.size() < MOST_PLACES ? holders.putIfAbsent(way, fresh) : null;
            holder = other == null ? fresh : other;
        }
        Holder mine = holder.site == site ? holder : new Holder(site, holder.holds);
        lastHolder = mine;
        return mine;
    }

    /** What a pool opened on a thread of its own is held by whoever built it. */
    private static String name(Site site, Function<Site, @Nullable Site> pools) {
        Site built = site.place() == null ? pools.apply(site) : site;
        Place place = built == null ? site.factory() : built.place();
        return place == null ? "unknown" : place.toString();
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

    public boolean mayTell() {
        long now = System.nanoTime() >> 30;
        if (second != now) {
            second = now;
            told = 0;
        }
        return told++ < TOLD_A_SECOND;
    }
}
