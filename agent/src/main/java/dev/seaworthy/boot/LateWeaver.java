package dev.seaworthy.boot;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Weaves classes that are found while the application runs. All of it happens on the agent's thread. */
final class LateWeaver implements Late {

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_REMEMBERED = 10_000;

    private final Instrumentation instrumentation;
    private final HookTable table;
    private final Loaded loaded;
    private final Counts dropped;
    private final Counts errors;
    private volatile @Nullable Asker asker;
    private final ArrayBlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Set<String> woven = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final CountDownLatch restWoven = new CountDownLatch(1);
    private volatile @Nullable Thread agentThread;
    private volatile @Nullable Thread working;
    private volatile boolean hurried;

    LateWeaver(Instrumentation instrumentation, HookTable table, Counts dropped, Counts errors) {
        this.instrumentation = instrumentation;
        this.table = table;
        this.loaded = new Loaded(instrumentation);
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
    void work(Counts errors) {
        working = Thread.currentThread();
        Beat.NOW.at(System.nanoTime());
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            try {
                task.run();
            } catch (RuntimeException | LinkageError | StackOverflowError failed) {
                errors.add("late", 1);
            }
        }
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
        later(() -> {
            try {
                weaveNow(hierarchy);
                if (watched != null && !refused.contains(name(watched))) {
                    inPlace.run();
                }
            } finally {
                done.countDown();
            }
        });
        if (agent == null || Thread.currentThread() == agent || patienceMillis <= 0) {
            if (Thread.currentThread() == agent) {
                work(dropped);
            }
            return;
        }
        await(done, patienceMillis);
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
        if (restWoven.getCount() > 0 && agent != null && Thread.currentThread() != agent) {
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
        if (!waiting.offer(task)) {
            dropped.add("late", 1);
            return;
        }
        LockSupport.unpark(agentThread);
    }

    @Override
    public void ask(Runnable question) {
        if (Thread.currentThread() == working) {
            askNow(question);
        } else {
            later(() -> askNow(question));
        }
    }

    private void askNow(Runnable question) {
        Asker ready = asker;
        if (ready == null) {
            ready = new Asker(dropped, errors);
            asker = ready;
        }
        ready.ask(question);
    }

    @Override
    public List<Class<?>> loaded(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> one : instrumentation.getAllLoadedClasses()) {
            try {
                if (type.isAssignableFrom(one) && !one.isInterface() && !one.isArray()) {
                    found.add(one);
                }
            } catch (LinkageError halfLoaded) {
                continue;
            }
        }
        return found;
    }

    /** All classes that are news in one batch: each retransformation stops the world. */
    private void weaveNow(Map<Class<?>, List<Hook>> hierarchy) {
        List<Class<?>> news = new ArrayList<>();
        for (Map.Entry<Class<?>, List<Hook>> one : hierarchy.entrySet()) {
            Class<?> type = one.getKey();
            if (!isNews(type, one.getValue())) {
                continue;
            }
            if (instrumentation.isModifiableClass(type)) {
                news.add(type);
            } else {
                refuse(type);
            }
        }
        loaded.retransform(news).forEach(this::refuse);
    }

    private boolean isNews(Class<?> type, List<Hook> hooks) {
        boolean news = false;
        for (Hook hook : hooks) {
            if (woven.size() < MOST_REMEMBERED && woven.add(hook.owner() + "." + hook.signature())) {
                table.add(hook);
                news = true;
            }
        }
        // A class of the same name in another loader has its hooks in the table, but not in its bytes.
        return woven.add(name(type)) || news;
    }

    private void refuse(Class<?> type) {
        dropped.add("late-refused", 1);
        refused.add(name(type));
    }

    private static String name(Class<?> type) {
        return type.getName() + "@" + System.identityHashCode(type.getClassLoader());
    }
}
