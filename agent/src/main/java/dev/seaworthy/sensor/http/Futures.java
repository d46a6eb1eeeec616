package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The application's futures that end calls. Woven code says when one is completed: a stage of ours that depends on it
 * would show in its stack traces and in {@code getNumberOfDependents}. Thread-safe.
 */
final class Futures {

    private static final int MOST = 1 << 14;

    private final Records records;
    private final Late late;
    private final WeakStates<Pending> pending;
    private volatile @Nullable Class<?> awaited;

    private record Pending(Party by, Outbound call) {}

    Futures(Records records, Observations observations, Late late) {
        this.records = records;
        this.late = late;
        this.pending = new WeakStates<>(MOST, "http.futures", observations);
    }

    /** That call ends with that future, if anybody wants to know. */
    void await(Party by, Outbound call, CompletableFuture<?> future, boolean wanted) {
        if (!wanted) {
            return;
        }
        // What is known of a future must not keep it alive.
        WeakReference<CompletableFuture<?>> reference = new WeakReference<>(future);
        call.settledBy(() -> {
            CompletableFuture<?> known = reference.get();
            if (known != null) {
                records.settle(by, call, known);
            }
        });
        if (!future.isDone()) {
            pending.put(future, new Pending(by, call));
            await(future.getClass());
        }
        if (future.isDone()) {
            completed(future);
            call.settle();
        }
    }

    private void await(Class<?> type) {
        Class<?> known = awaited;
        if (known == type || known == Object.class) {
            return;
        }
        synchronized (this) {
            // A class of the application must not be kept alive either.
            boolean only = awaited == null && type.getClassLoader() == null;
            listen(only ? type : Object.class);
        }
    }

    private void listen(@Nullable Class<?> type) {
        awaited = type;
        late.awaits(type);
    }

    /** A future of an awaited class was completed, whoever's it is. */
    void completed(Object future) {
        Pending ended = pending.get(future) == null ? null : pending.remove(future);
        if (ended != null) {
            records.settle(ended.by, ended.call, (CompletableFuture<?>) future);
        }
    }

    /** Awaits no more while no call is under way; agent's thread. */
    void tick() {
        pending.tick();
        if (awaited == null || pending.size() > 0) {
            return;
        }
        synchronized (this) {
            listen(null);
            if (pending.size() > 0) {
                listen(Object.class); // one began meanwhile, and may have taken the class for awaited
            }
        }
    }
}
