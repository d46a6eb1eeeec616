package dev.seaworthy.sensor.jdbc;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each of many things was seen, so that the first few and then the 2nd, 4th, 8th … are told, and each time how
 * many that speaks for. Thread-safe, bounded: what has no room is told each time.
 */
final class Told {

    private static final int MOST = 4_096;
    /** So many are told one by one: rules want to see something in two or three units of work. */
    private static final long EACH = 8;

    private final ConcurrentHashMap<Long, AtomicLong> seen = new ConcurrentHashMap<>();

    /** Sees it once more; how many this one speaks for where it is to be told, 0 where it is not. */
    int take(long key) {
        AtomicLong count = seen.get(key);
        if (count == null) {
            if (seen.size() >= MOST) {
                return 1;
            }
            AtomicLong fresh = new AtomicLong();
            AtomicLong other = seen.putIfAbsent(key, fresh);
            count = other == null ? fresh : other;
        }
        long now = count.incrementAndGet();
        if (now <= EACH) {
            return 1;
        }
        return (now & (now - 1)) == 0 ? (int) Math.min(Integer.MAX_VALUE, now / 2) : 0;
    }
}
