package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Drops;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The databases that this process talks to, one for each URL without parameters and user. Thread-safe, bounded. */
final class Targets {

    private static final int MOST = 1_024;
    private static final int ASKED = 256;
    private static final int MOST_PLACES = 256;
    private static final int TOLD_A_SECOND = 256;
    private static final int HOLDERS_SHOWN = 5;

    private final ConcurrentHashMap<Database, Target> known = new ConcurrentHashMap<>();
    /** By what URLs looked like, which are not kept: there may be secrets in them. */
    private final AtomicReferenceArray<@Nullable Asked> asked = new AtomicReferenceArray<>(ASKED);

    private final Drops drops;

    Targets(Drops drops) {
        this.drops = drops;
    }

    private record Asked(long print, int length, @Nullable String user, Target target) {}

    /** What that URL and user led to before; null where that is not known. */
    @Nullable
    Target of(String url, @Nullable String user) {
        long print = Shapes.print(url);
        Asked before = asked.get((int) print & ASKED - 1);
        return before != null
                        && before.print == print
                        && before.length == url.length()
                        && Objects.equals(before.user, user)
                ? before.target
                : null;
    }

    void remember(String url, @Nullable String user, Target target) {
        long print = Shapes.print(url);
        asked.set((int) print & ASKED - 1, new Asked(print, url.length(), user, target));
    }

    Target of(Database database) {
        Target target = known.get(database);
        if (target == null) {
            target = new Target(database);
            if (known.size() < MOST) {
                Target earlier = known.putIfAbsent(database, target);
                return earlier == null ? target : earlier;
            }
            drops.dropped("jdbc.databases", 1);
        }
        return target;
    }

    Iterable<Target> all() {
        return known.values();
    }

    /** One-way print of a password, and why that one is weak; empty where it is not. */
    record Learned(int print, String weak) {}

    /** How many connections somebody holds. */
    record Holder(Site site, AtomicInteger holds) {}

    /** One database and what is open to it. */
    static final class Target {
        final Database database;
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
        volatile boolean unbounded;
        /** Statements that ran on these since last told, and how many of them were bounded otherwise. */
        final LongAdder ran = new LongAdder();

        final LongAdder bounded = new LongAdder();

        private Target(Database database) {
            this.database = database;
        }

        int opened(Tracked tracked) {
            Holder holder = holder(tracked.origin.site());
            tracked.holder = holder;
            holder.holds.incrementAndGet();
            ever.incrementAndGet();
            return open.incrementAndGet();
        }

        void closed(Tracked tracked) {
            Holder holder = tracked.holder;
            if (holder != null) { // else it was one too many to be counted
                tracked.holder = null;
                open.decrementAndGet();
                holder.holds.decrementAndGet();
            }
        }

        /** Physical connections that were ever opened. */
        int openedEver() {
            return ever.get();
        }

        /** The database refused a connection. */
        void refuses() {
            refusedNanos = System.nanoTime();
            refused = true;
        }

        /** Whether it did so in the last nanoseconds. */
        boolean isRefusedWithin(long nanos) {
            return refused && System.nanoTime() - refusedNanos <= nanos;
        }

        int openNow() {
            return Math.max(0, open.get());
        }

        /** Who holds how many, the most first. */
        Map<String, Integer> holders(Builders builders) {
            Map<String, Integer> named = new HashMap<>();
            for (Holder holder : holders.values()) {
                named.merge(name(holder.site, builders), holder.holds.get(), Integer::sum);
            }
            Map<String, Integer> most = new LinkedHashMap<>();
            named.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .sorted((a, b) -> b.getValue() - a.getValue())
                    .limit(HOLDERS_SHOWN)
                    .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
            return most;
        }

        private Holder holder(Site site) {
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
        private String name(Site site, Builders builders) {
            Site built = site.place() == null ? builders.of(site, database) : site;
            Place place = built == null ? site.factory() : built.place();
            return place == null ? "unknown" : place.toString();
        }

        /** Racy on purpose: a repeated statement of a unit that was told already costs a rule next to nothing. */
        boolean isFirstStatement(Unit unit, boolean writes) {
            if (writes) {
                boolean first = lastWriter != unit.id();
                lastWriter = unit.id();
                return first;
            }
            boolean first = lastUnit != unit.id();
            lastUnit = unit.id();
            return first;
        }

        boolean mayTell() {
            long now = System.nanoTime() >> 30;
            if (second != now) {
                second = now;
                told = 0;
            }
            return told++ < TOLD_A_SECOND;
        }
    }
}
