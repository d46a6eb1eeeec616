package dev.seaworthy.boot;

import dev.seaworthy.observation.Observation;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bounded queue of many writers and one reader; a writer never waits, what does not fit is dropped and counted. */
final class Intake {

    private static final int CAPACITY = 1 << 14;

    private final AtomicReferenceArray<@Nullable Observation> slots = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    void offer(Observation seen) {
        while (true) {
            long at = written.get();
            if (at - read.get() >= CAPACITY) {
                dropped.incrementAndGet();
                return;
            }
            if (written.compareAndSet(at, at + 1)) {
                slots.set((int) (at & (CAPACITY - 1)), seen);
                return;
            }
        }
    }

    /** The next observation, null where there is none or its writer has not finished. One thread at a time. */
    @Nullable
    Observation poll() {
        long at = read.get();
        int slot = (int) (at & (CAPACITY - 1));
        Observation seen = slots.get(slot);
        if (seen != null) {
            slots.set(slot, null);
            read.set(at + 1);
        }
        return seen;
    }

    /** Hands over what is there, so many at most; those behind stay for the next time. One thread at a time. */
    void drain(int most, Consumer<Observation> to) {
        for (int taken = 0; taken < most; taken++) {
            Observation next = poll();
            if (next == null) {
                return;
            }
            to.accept(next);
        }
    }

    boolean isEmpty() {
        return written.get() == read.get();
    }

    long dropped() {
        return dropped.get();
    }
}
