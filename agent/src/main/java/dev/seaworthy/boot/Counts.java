package dev.seaworthy.boot;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters by name, which never fall; the names are few and fixed. Thread-safe. */
final class Counts {

    private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException where {@code more} is below 0, which whoever scrapes would take for a restart */
    void add(String name, long more) {
        if (more < 0) {
            throw new IllegalArgumentException(name);
        }
        LongAdder adder = counts.get(name);
        if (adder == null) {
            LongAdder mine = new LongAdder();
            LongAdder other = counts.putIfAbsent(name, mine);
            adder = other == null ? mine : other;
        }
        adder.add(more);
    }

    long get(String name) {
        LongAdder adder = counts.get(name);
        return adder == null ? 0 : adder.sum();
    }

    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((name, adder) -> all.put(name, adder.sum()));
        return all;
    }
}
