package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pools whose database is known, and which of them are alive. Thread-safe, bounded; keeps none alive. */
final class LivePools {

    private static final int MOST = 1_000;

    private final Observations observations;
    private final List<Pool> all = new ArrayList<>();

    LivePools(Observations observations) {
        this.observations = observations;
    }

    /**
     * That pool is for that database.
     *
     * @return how many of its application that were seen being built are alive for it, or -1 if that was known before
     */
    synchronized int add(Pool pool, Database database) {
        if (pool.database != null) {
            return -1;
        }
        pool.database = database;
        all.removeIf(one -> !one.isAlive());
        if (all.size() < MOST) {
            all.add(pool);
        } else {
            observations.dropped("jdbc.pools", 1);
        }
        return (int) all.stream()
                .filter(one -> database.equals(one.database) && one.seenBuilt && one.application == pool.application)
                .count();
    }

    /** The most connections of each pool of one application for one server that is alive, by name. */
    Map<String, Integer> together(Pool pool, Database database) {
        List<Pool> now;
        synchronized (this) {
            now = List.copyOf(all);
        }
        Map<String, Integer> together = new LinkedHashMap<>();
        for (Pool one : now) {
            Database other = one.database;
            PoolGetters.Said said = one.settings;
            if (said != null
                    && other != null
                    && said.maximum() > 0
                    && one.application == pool.application
                    && isSameServer(other, database)
                    && (one == pool || one.isAlive())) {
                String name = said.name();
                for (int i = 2; together.containsKey(name); i++) {
                    name = said.name() + " " + i;
                }
                together.put(name, said.maximum());
            }
        }
        return Collections.unmodifiableMap(together);
    }

    /** Ports count: two servers may run on one host. */
    private static boolean isSameServer(Database a, Database b) {
        return a.product().equals(b.product())
                && (a.host() == null
                        ? a.url().equals(b.url())
                        : a.host().equalsIgnoreCase(b.host()) && a.port() == b.port());
    }
}
