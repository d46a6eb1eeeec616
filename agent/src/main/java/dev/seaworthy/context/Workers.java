package dev.seaworthy.context;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Which executor each thread works for, so that it can be asked how many threads it may have. Thread-safe, bounded, keeps
 * nothing of the application alive; a thread that keeps its executor costs one look a task.
 */
public final class Workers {

    private static final int MOST = 256;
    private static final WeakReference<Object> NOBODY = new WeakReference<>(null);

    private final ThreadLocal<WeakReference<Object>> employer = new ThreadLocal<>();
    /** Executors that do not say who works for them, but whom. */
    private final List<WeakReference<Object>> listing = new ArrayList<>();

    private final Drops drops;
    private volatile boolean missed;

    Workers(Drops drops) {
        this.drops = drops;
    }

    /** A thread, and the executor that it was seen to work for. */
    public static final class Worker {
        private final WeakReference<Thread> thread;
        private final WeakReference<Object> employer;

        Worker(Thread thread, WeakReference<Object> employer) {
            this.thread = new WeakReference<>(thread);
            this.employer = employer;
        }
    }

    /** The calling thread runs a task of that executor, which is its own. */
    public void worksFor(Object executor) {
        WeakReference<Object> known = employer.get();
        if (known == null || !known.refersTo(executor)) {
            employer.set(new WeakReference<>(executor));
        }
    }

    /** An executor came to be that tells its threads by a public getter. */
    public void lists(Object executor) {
        synchronized (listing) {
            listing.removeIf(one -> one.refersTo(null));
            if (listing.size() < MOST) {
                listing.add(new WeakReference<>(executor));
            } else {
                drops.dropped("runtime.executors", 1);
            }
        }
    }

    /** The calling thread, to be asked about later. */
    public Worker here() {
        WeakReference<Object> known = employer.get();
        return new Worker(Thread.currentThread(), known == null ? NOBODY : known);
    }

    /**
     * How many threads like this one may run at once by what its executor is set to, {@link ThreadLimits#ENDLESS} where
     * nothing limits them, 0 = nobody knows. Runs plain public getters; agent's thread.
     */
    public int limit(Worker worker) {
        Thread thread = worker.thread.get();
        if (thread == null) {
            return 0;
        }
        if (ThreadLimits.isVirtual(thread)) {
            return ThreadLimits.ENDLESS;
        }
        if (thread instanceof ForkJoinWorkerThread) {
            return ((ForkJoinWorkerThread) thread).getPool().getParallelism();
        }
        Object executor = worker.employer.get();
        if (executor == null) {
            executor = employerOf(thread);
        }
        int limit = executor == null ? 0 : ThreadLimits.of(executor);
        missed |= limit == 0;
        return limit;
    }

    private @Nullable Object employerOf(Thread thread) {
        List<WeakReference<Object>> all;
        synchronized (listing) {
            all = List.copyOf(listing);
        }
        for (WeakReference<Object> one : all) {
            Object executor = one.get();
            if (executor != null && ThreadLimits.isListed(thread, executor)) {
                return executor;
            }
        }
        return null;
    }

    /** Whether somebody asked about a thread whose executor was not known, since the last time. */
    public boolean takeMissed() {
        boolean was = missed;
        missed = false;
        return was;
    }
}
