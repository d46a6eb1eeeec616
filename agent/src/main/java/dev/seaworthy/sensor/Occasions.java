package dev.seaworthy.sensor;

import dev.seaworthy.context.Drops;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says of things that come again and again when each is worth a closer look: the first eight times, then at each power of
 * two. Thread-safe without locks, allocates nothing, bounded: what has no room is counted, and not looked at.
 */
public final class Occasions {

    private static final int KEYS = 1 << 13;
    private static final int PROBES = 4;
    private static final int EACH = 8;

    private final AtomicLongArray keys = new AtomicLongArray(KEYS);
    private final AtomicIntegerArray hits = new AtomicIntegerArray(KEYS);
    private final String where;
    private final Drops drops;

    /** @param where name of the limit for {@link Drops#dropped} */
    public Occasions(String where, Drops drops) {
        this.where = where;
        this.drops = drops;
    }

    /** It comes once more; whether to look. */
    public boolean isDue(long key) {
        long sought = key == 0 ? 1 : key * 0x9E3779B97F4A7C15L;
        int start = (int) (sought >>> 40);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & KEYS - 1;
            long known = keys.get(at);
            if (known == sought || known == 0 && keys.compareAndSet(at, 0, sought) || keys.get(at) == sought) {
                // One that is lost among threads does no harm.
                int hit = hits.getPlain(at) + 1;
                hits.setPlain(at, hit);
                return hit > 0 && (hit <= EACH || (hit & hit - 1) == 0);
            }
        }
        drops.dropped(where, 1);
        return false;
    }
}
