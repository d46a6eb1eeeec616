package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Sites;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that this process talks to, one for each URL without parameters and user. Thread-safe, bounded. */
final class Targets {

    private static final int MOST = 1_024;
    private static final int MOST_PLACES = 256;
    private static final int TOLD_A_SECOND = 256;
    private static final int HOLDERS_SHOWN = 5;

    private final ConcurrentHashMap<Database, Target> known = new ConcurrentHashMap<>();

    Target of(Database database) {
        Target target = known.get(database);
        if (target == null) {
            target = new Target(database);
            if (known.size() < MOST) {
                Target earlier = known.putIfAbsent(database, target);
                return earlier == null ? target : earlier;
            }
        }
        return target;
    }

    /** One database and what is open to it. */
    static final class Target {
        final Database database;
        private final AtomicInteger open = new AtomicInteger();
        private final ConcurrentHashMap<String, AtomicInteger> holders = new ConcurrentHashMap<>();
        private volatile long lastUnit;
        private volatile long lastWriter;
        private volatile long second;
        private volatile int told;
        /** One-way print of the last password that was handed to the secret book. */
        volatile int learned;

        private Target(Database database) {
            this.database = database;
        }

        int opened(Tracked tracked) {
            String holder = holder(tracked);
            if (holders.size() < MOST_PLACES || holders.containsKey(holder)) {
                holders.computeIfAbsent(holder, any -> new AtomicInteger()).incrementAndGet();
            }
            return open.incrementAndGet();
        }

        void closed(Tracked tracked) {
            open.decrementAndGet();
            AtomicInteger held = holders.get(holder(tracked));
            if (held != null) {
                held.decrementAndGet();
            }
        }

        int openNow() {
            return Math.max(0, open.get());
        }

        /** Who holds how many, the most first. */
        Map<String, Integer> holders() {
            Map<String, Integer> most = new LinkedHashMap<>();
            holders.entrySet().stream()
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue().get()))
                    .filter(entry -> entry.getValue() > 0)
                    .sorted((a, b) -> b.getValue() - a.getValue())
                    .limit(HOLDERS_SHOWN)
                    .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
            return most;
        }

        private static String holder(Tracked tracked) {
            Place place = tracked.origin.site().place();
            if (place != null) {
                return place.toString();
            }
            place = tracked.origin.site().factory();
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

        long key(int hook) {
            return Sites.key(hook, database.url());
        }
    }
}
