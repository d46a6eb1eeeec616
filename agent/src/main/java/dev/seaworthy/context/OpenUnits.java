package dev.seaworthy.context;

import dev.seaworthy.observation.Payload;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The units of work that go on. Thread-safe, bounded: beyond the limit a unit is only counted. It begins and ends on its
 * own thread all the same, but other threads cannot join it, and any unit of those days is taken to go on until the last
 * one that was only counted has ended: whoever waits for the end of a unit must never be sent too early.
 */
final class OpenUnits {

    static final int MOST = 1 << 16;

    private static final long SWEEP_MILLIS = 10_000;

    private final ConcurrentHashMap<Long, OpenUnit> open = new ConcurrentHashMap<>();
    private final int most;
    private final Drops drops;
    private final AtomicLong counted = new AtomicLong();
    private volatile long firstCounted = Long.MAX_VALUE;
    private volatile long lastCounted;
    /** Null until there is one: a class that is not needed before {@code main} is not loaded there. */
    private volatile UnitSlot<?> @Nullable [] slots;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong ids = new AtomicLong();
    private long sweptAt;

    OpenUnits(int most, Drops drops) {
        this.most = most;
        this.drops = drops;
    }

    /** A new unit, which {@code owner}'s thread begins. */
    OpenUnit begin(Unit.Kind kind, @Nullable Payload sent, boolean ordinary, String route, Held owner) {
        long id = ids.incrementAndGet();
        OpenUnit begun = new OpenUnit(new Unit(id, kind, sent, route), owner, ordinary, false);
        if (open.size() < most) {
            open.put(id, begun);
        } else {
            begun.counted = true;
            span(id);
            drops.dropped("units", 1);
        }
        return begun;
    }

    /** The id of the unit that began last; 0 before the first. */
    long newest() {
        return ids.get();
    }

    private synchronized void span(long id) {
        boolean first = counted.getAndIncrement() == 0;
        firstCounted = first ? id : Math.min(firstCounted, id);
        lastCounted = first ? id : Math.max(lastCounted, id);
    }

    /** The unit, null where it has ended or is only counted. */
    @Nullable
    OpenUnit get(Unit unit) {
        return open.get(unit.id());
    }

    /** It has ended; false where it had before. */
    boolean remove(OpenUnit ended) {
        if (ended.counted) {
            counted.decrementAndGet();
            return true;
        }
        return open.remove(ended.unit().id()) != null;
    }

    boolean contains(Unit unit) {
        long id = unit.id();
        return open.containsKey(id) || counted.get() > 0 && id >= firstCounted && id <= lastCounted;
    }

    int size() {
        return open.size() + (int) counted.get();
    }

    /** Those of that kind that are not only counted; looks at each. */
    int size(Unit.Kind kind) {
        int now = 0;
        for (OpenUnit one : open.values()) {
            now += one.unit().kind() == kind ? 1 : 0;
        }
        return now;
    }

    /** Those whose thread died within them: nobody will end them. Looks at each, every ten seconds; agent's thread. */
    List<OpenUnit> orphans(long now) {
        List<OpenUnit> orphans = new ArrayList<>();
        if (now - sweptAt < SWEEP_MILLIS) {
            return orphans;
        }
        sweptAt = now;
        for (OpenUnit one : open.values()) {
            if (one.isOrphan()) {
                orphans.add(one);
            }
        }
        return orphans;
    }

    synchronized <T> UnitSlot<T> slot(UnitSlot.Ended<T> tenant) {
        UnitSlot<?>[] all = slots;
        int index = all == null ? 0 : all.length;
        UnitSlot<?>[] more = all == null ? new UnitSlot<?>[1] : Arrays.copyOf(all, index + 1);
        UnitSlot<T> made = new UnitSlot<>(index, tenant);
        more[index] = made;
        slots = more;
        return made;
    }

    /** Gives what was kept of a unit to who kept it, once. */
    void tell(OpenUnit ended) {
        @Nullable Object[] kept = ended.takeKept();
        UnitSlot<?>[] all = slots;
        if (all == null || kept.length == 0 && !ended.hasFailed()) {
            return;
        }
        for (UnitSlot<?> slot : all) {
            try {
                slot.end(ended, kept);
            } catch (RuntimeException | LinkageError ours) {
                failed(ours);
            }
        }
    }

    void failed(Throwable ours) {
        failure.compareAndSet(null, ours);
    }

    /** @throws IllegalStateException if something has failed since the last call */
    void throwFailure() {
        Throwable ours = failure.getAndSet(null);
        if (ours != null) {
            throw new IllegalStateException("in a unit of work", ours);
        }
    }
}
