package dev.seaworthy.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks through the loaded classes for all who look for a kind of them: one pass for everybody who asked since the last
 * one. A pass and what it leads to, the weaving of what was found, take no more than a fifth of the thread's time, so that
 * a JVM where classes come and go all the time is not searched all the time. Asked from any thread; passes are made by one
 * at a time.
 */
final class ClassSearch {

    /** A pass is followed by a pause so many times its length, of {@link #LONGEST_PAUSE_NANOS} at most. */
    private static final int PAUSE_FACTOR = 4;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Loaded loaded;
    private final Counts errors;
    private final LongSupplier clock;
    private final Queue<Look> asked = new ConcurrentLinkedQueue<>();
    private long pausedUntilNanos;

    private record Look(Class<?> kind, Consumer<List<Class<?>>> found, List<Class<?>> types) {
        void take(Class<?> type) {
            try {
                if (kind.isAssignableFrom(type)) {
                    types.add(type);
                }
            } catch (LinkageError halfLoaded) {
                // It is what it is to nobody.
                return;
            }
        }
    }

    /** @param clock nanoseconds */
    ClassSearch(Loaded loaded, Counts errors, LongSupplier clock) {
        this.loaded = loaded;
        this.errors = errors;
        this.clock = clock;
        this.pausedUntilNanos = clock.getAsLong();
    }

    void ask(Class<?> kind, Consumer<List<Class<?>>> found) {
        asked.add(new Look(kind, found, new ArrayList<>()));
    }

    /** Makes a pass if anybody asked for one and the last one lies far enough back. */
    void work() {
        long began = clock.getAsLong();
        if (asked.isEmpty() || began - pausedUntilNanos < 0) {
            return;
        }
        List<Look> looks = new ArrayList<>();
        for (Look look = asked.poll(); look != null; look = asked.poll()) {
            looks.add(look);
        }
        for (Class<?> type : loaded.ofObjects()) {
            for (Look look : looks) {
                look.take(type);
            }
        }
        for (Look look : looks) {
            try {
                look.found.accept(look.types);
            } catch (Throwable failed) {
                errors.add("late", 1);
            }
        }
        long ended = clock.getAsLong();
        pausedUntilNanos = ended + Math.min(LONGEST_PAUSE_NANOS, PAUSE_FACTOR * (ended - began));
    }
}
