package dev.seaworthy.boot;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes that are found while the application runs. Tasks run on the agent's thread, and for the last time on the
 * thread that ends the agent; never on both at once.
 */
final class LateWeaver implements Late {

    private static final int MOST_WAITING = 1_000;

    private final Instrumentation instrumentation;
    private final Loaded loaded;
    private final HookTable table;
    private final HookStatus status;
    private final Counts dropped;
    private final Counts errors;
    private final Weaver weaver;
    /** Made with the first class that is found: nothing is before {@code main}. */
    private @Nullable LateHooks hooks;

    private volatile @Nullable Asker asker;
    private volatile @Nullable ClassSearch search;
    private final ArrayBlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    /** What a thread of the application waits for: before all that waits, and while a question is not answered yet. */
    private final ArrayBlockingQueue<Runnable> urgent = new ArrayBlockingQueue<>(MOST_WAITING);
    /** Held by the thread that runs tasks; guards {@link #hooks}, too. */
    private final ReentrantLock working = new ReentrantLock();

    private volatile boolean closed;
    private final CountDownLatch restWoven = new CountDownLatch(1);
    private volatile @Nullable Thread agentThread;
    private volatile boolean hurried;

    LateWeaver(
            Instrumentation instrumentation,
            HookTable table,
            Weaver weaver,
            HookStatus status,
            Counts dropped,
            Counts errors) {
        this.weaver = weaver;
        this.status = status;
        this.instrumentation = instrumentation;
        this.loaded = new Loaded(instrumentation);
        this.table = table;
        this.dropped = dropped;
        this.errors = errors;
    }

    void runOn(Thread thread) {
        agentThread = thread;
    }

    /** Waits for something to do, so long at most; agent's thread. */
    void rest(long nanos) {
        long began = System.nanoTime();
        LockSupport.parkNanos(nanos);
        Beat.NOW.rested(began + nanos, System.nanoTime());
    }

    /** Does what waits; agent's thread. A failing task harms no other. */
    void work() {
        working.lock();
        try {
            runAll(false);
            ClassSearch looking = search;
            if (looking != null && !closed) {
                looking.work();
            }
        } finally {
            working.unlock();
        }
    }

    /**
     * Does what waits for the last time; any thread. Where another thread is in a task and does not come out of it, what
     * waits is dropped, and that thread begins no other. Later tasks are dropped.
     */
    void finish(long patienceMillis) {
        try {
            if (working.tryLock(patienceMillis, TimeUnit.MILLISECONDS)) {
                try {
                    runAll(false);
                } finally {
                    working.unlock();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        dropped.add("late", urgent.size() + waiting.size());
    }

    private void runAll(boolean urgentOnly) {
        Beat.NOW.at(System.nanoTime());
        for (Runnable task = next(urgentOnly); task != null; task = next(urgentOnly)) {
            run(task);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failed) {
            errors.add("late", 1);
        }
    }

    private @Nullable Runnable next(boolean urgentOnly) {
        Runnable first = closed ? null : urgent.poll();
        return first != null || urgentOnly || closed ? first : waiting.poll();
    }

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {
        weave(Map.of(type, hooks), patienceMillis, null, () -> {});
    }

    @Override
    public void weave(
            Map<Class<?>, List<Hook>> hierarchy, long patienceMillis, @Nullable Class<?> watched, Runnable inPlace) {
        CountDownLatch done = new CountDownLatch(1);
        Thread agent = agentThread;
        Runnable task = () -> {
            try {
                hooks().weave(hierarchy);
                if (watched != null && hooks().isWoven(watched, hierarchy.getOrDefault(watched, List.of()))) {
                    inPlace.run();
                }
            } finally {
                done.countDown();
            }
        };
        if (working.isHeldByCurrentThread() || Thread.currentThread() == agent) {
            runNow(task);
        } else if (offer(patienceMillis > 0 ? urgent : waiting, task) && agent != null && patienceMillis > 0) {
            await(done, patienceMillis);
        }
    }

    /** On a thread that does the tasks anyway: what waits would only be done out of its turn, deeper and deeper. */
    private void runNow(Runnable task) {
        working.lock();
        try {
            if (closed) {
                dropped.add("late", 1);
            } else {
                run(task);
            }
        } finally {
            working.unlock();
        }
    }

    /** Whether the rest is to be woven before its time. */
    boolean isHurried() {
        return hurried;
    }

    boolean isRestWoven() {
        return restWoven.getCount() == 0;
    }

    /** The rest is woven. */
    void restWoven() {
        restWoven.countDown();
    }

    @Override
    public void hurry(long patienceMillis) {
        hurried = true;
        Thread agent = agentThread;
        if (!closed && restWoven.getCount() > 0 && agent != null && Thread.currentThread() != agent) {
            LockSupport.unpark(agent);
            await(restWoven, patienceMillis);
        }
    }

    private void await(CountDownLatch done, long patienceMillis) {
        try {
            if (!done.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                dropped.add("late-patience", 1);
            }
        } catch (InterruptedException interrupted) {
            // The application's interrupt is the application's.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void later(Runnable task) {
        offer(waiting, task);
    }

    private boolean offer(Queue<Runnable> to, Runnable task) {
        boolean accepted = !closed && to.offer(task);
        if (accepted) {
            LockSupport.unpark(agentThread);
        } else {
            dropped.add("late", 1);
        }
        return accepted;
    }

    @Override
    public void ask(Runnable question) {
        if (working.isHeldByCurrentThread()) {
            askNow(question);
        } else {
            later(() -> askNow(question));
        }
    }

    private void askNow(Runnable question) {
        Asker known = asker;
        Asker ready = known == null ? new Asker(dropped, errors) : known;
        asker = ready;
        ready.ask(question, () -> runAll(true));
    }

    @Override
    public void calledBack(Runnable work) {
        if (!closed) {
            Guard.run(work, errors);
        }
    }

    @Override
    public boolean isBornWith(Class<?> type) {
        return weaver.isBornWith(type);
    }

    @Override
    public void look(Class<?> kind, Consumer<List<Class<?>>> found) {
        ClassSearch looking = search;
        if (looking == null) {
            synchronized (this) {
                looking = search;
                if (looking == null) {
                    looking = new ClassSearch(loaded, errors, System::nanoTime);
                    search = looking;
                }
            }
        }
        looking.ask(kind, found);
        LockSupport.unpark(agentThread);
    }

    @Override
    public void awaits(@Nullable Class<?> futures) {
        Dispatcher.awaiting(closed ? null : futures);
    }

    @Override
    public List<Class<?>> loaded() {
        return loaded.ofObjects();
    }

    private LateHooks hooks() {
        LateHooks known = hooks;
        LateHooks made = known == null ? new LateHooks(instrumentation, loaded, table, weaver, status, dropped) : known;
        hooks = made;
        return made;
    }
}
