package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The running agent: weaves before {@code main}, then works in rounds on a thread of its own. A round takes what sensors
 * saw, judges it and lets reporters write. Rounds never overlap: at exit the last one is made by the JVM's own shutdown
 * thread.
 */
final class Engine implements Observations, Surroundings.Options, Runnable {

    /** A program that ends sooner never pays for endpoint and judgement's classes. */
    private static final long SETTLE_MILLIS = 1_000;

    /** What only matters inside a request is woven by then, or when the program opens a port. */
    private static final long REST_MILLIS = 400;

    private static final long LEAVE_MILLIS = 10_000;
    private static final long ROUND_NANOS = 50_000_000L;
    private static final long TICK_MILLIS = 1_000;
    private static final int ROUND_SIZE = 20_000;

    final Settings settings;
    final long startedAt = System.currentTimeMillis();
    final HookTable table;
    final HookStatus status = new HookStatus();
    final Counts seen = new Counts();
    final Counts errors = new Counts();
    final Counts dropped = new Counts();
    final Counts unplaced = new Counts();
    final Intake intake = new Intake();
    final Surroundings surroundings;
    final Dispatcher dispatcher;
    final Registries registries = new Registries(dropped);
    final ClassLoader inside;
    final Loaded loaded;
    final @Nullable Visit visit;
    final Instrumentation instrumentation;
    final Management management = new Management(status);
    private final Weaver weaver;
    private final Exit exit;
    private final LateWeaver late;
    private final Sensor[] sensors;
    private final Nature nature;
    private final ReentrantLock round = new ReentrantLock();
    private final Thread thread = new Thread(null, this, "seaworthy", 0, false);
    private volatile boolean finished;
    private volatile boolean leaving;
    private @Nullable Outputs outputs;
    private @Nullable Throwable tickFailure;
    private long tickedAt;
    /** What the start took before {@code main}, from the settings on. */
    volatile long startMillis;

    /** @param visit who attached it to a running JVM, null at the JVM's start */
    Engine(Settings settings, Instrumentation instrumentation, ClassLoader inside, int hooks, @Nullable Visit visit) {
        this.settings = settings;
        this.instrumentation = instrumentation;
        this.inside = inside;
        this.visit = visit;
        table = new HookTable(hooks);
        loaded = new Loaded(instrumentation);
        weaver = new Weaver(table, BridgeInJavaLang.internalName(), status);
        exit = new Exit(this, status);
        surroundings = new Surroundings(this);
        nature = new Nature(surroundings, startedAt);
        late = new LateWeaver(instrumentation, table, dropped, errors);
        sensors = Sensors.all(surroundings, this, late);
        dispatcher = new Dispatcher(table, status);
    }

    /** Weaves what is loaded and lets the rest come. */
    void start() {
        for (Sensor sensor : sensors) {
            try {
                Dispatcher.share(sensor);
                sensor.hooks(table);
            } catch (RuntimeException | LinkageError failed) {
                // the others go on
                errors.add("hooks", 1);
                tickFailure = failed;
            }
        }
        exit.hooks(table);
        if (settings.isOn("metrics.app")) {
            registries.hooks(table);
        }
        management.hooks(table);
        table.goLive();
        if (visit != null) {
            surroundings.joinRunning();
        }
        dispatcher.open();
        instrumentation.addTransformer(weaver, true);
        weaveLoaded(true);
        exit.register();
        late.runOn(thread);
        thread.setDaemon(true);
        thread.setContextClassLoader(inside);
        thread.start();
        startMillis = System.currentTimeMillis() - startedAt;
    }

    /** One batch: each retransformation stops the world once. */
    private void weaveLoaded(boolean urgent) {
        List<Class<?>> found = loaded.of(table.owners(urgent));
        if (!urgent && Tools.isTraining()) {
            found.remove(Throwable.class);
        }
        errors.add("weave", loaded.retransform(found).size());
        registries.loaded(found);
    }

    @Override
    public void run() {
        Guard.ours();
        // The first line that is printed asks for it; better made here than there.
        surroundings.secrets();
        // Who asks for a report wants to know of all that was there to see.
        boolean hurried = settings.get("report") != null || visit != null;
        while (!finished && !leaving) {
            long now = System.currentTimeMillis();
            if (!late.isRestWoven() && (hurried || late.isHurried() || now - startedAt > REST_MILLIS)) {
                weaveLoaded(false);
                late.restWoven();
            }
            late.work(errors);
            late.rest(ROUND_NANOS);
            late.work(errors);
            if (now - startedAt >= SETTLE_MILLIS) {
                try {
                    turn();
                } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failed) {
                    errors.add("round", 1);
                }
            }
        }
    }

    private void turn() {
        Outputs ready;
        round.lock();
        try {
            if (finished) {
                return;
            }
            ready = outputs();
        } finally {
            round.unlock();
        }
        // Not under the lock: a port may take its time.
        ready.open();
        round.lock();
        try {
            if (!finished) {
                long now = System.currentTimeMillis();
                if (now - tickedAt >= TICK_MILLIS) {
                    tick(now, false);
                }
                round(ready, now, false);
            }
        } finally {
            round.unlock();
        }
    }

    /** The JVM begins to go down. */
    void stopping() {
        surroundings.units().stop();
    }

    /** Ends its thread, then makes the last round; the JVM goes on. Woven code is cut off by now. */
    void leave() {
        leaving = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LEAVE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        exit.unregister();
        finish(false);
        instrumentation.removeTransformer(weaver);
    }

    /**
     * The last judgement, the last reports, the summary; once.
     *
     * @param down whether the JVM goes down: what is open now stays so, and that is judged, too
     */
    void finish(boolean down) {
        round.lock();
        try {
            if (!finished) {
                finished = true;
                long now = System.currentTimeMillis();
                late.work(errors);
                tick(now, down);
                if (outputs == null && intake.isEmpty() && !hasWork()) {
                    Farewell.say(this, now);
                    return;
                }
                Outputs last = outputs();
                last.start(down);
                round(last, now, down);
                last.close(down);
            }
        } finally {
            round.unlock();
        }
    }

    private boolean hasWork() {
        return settings.get("report") != null
                || !"default".equals(settings.get("rules"))
                || !settings.warnings().isEmpty()
                || dispatcher.errors() > 0;
    }

    private Outputs outputs() {
        Outputs made = outputs;
        if (made == null) {
            made = new Outputs(this);
            outputs = made;
        }
        return made;
    }

    /** Has sensors tell what they keep to themselves. */
    private void tick(long now, boolean last) {
        tickedAt = now;
        for (Sensor sensor : sensors) {
            try {
                sensor.tick(now, last);
            } catch (RuntimeException | LinkageError | StackOverflowError failed) {
                errors.add("tick", 1);
                tickFailure = failed;
            }
        }
    }

    private void round(Outputs to, long now, boolean last) {
        Nature.Kind kind = nature.kind(now, status.anyInstalled("server.", "server.accept", "server.bind"), last);
        Judge judge = to.judge();
        intake.drain(ROUND_SIZE, next -> judge.take(next, kind));
        judge.release(kind, last);
        if (last) {
            judge.conclude();
        }
        to.failed(tickFailure);
        tickFailure = null;
        to.failed(dispatcher.takeLast());
        to.failed(judge.takeLast());
        to.tick(now);
    }

    /** Whether everything that could wait for {@code main} is woven, too. */
    boolean isRestWoven() {
        return late.isRestWoven();
    }

    @Override
    public void add(Observation observation) {
        intake.offer(observation);
    }

    @Override
    public void count(String sense, long more) {
        seen.add(sense, more);
    }

    @Override
    public void dropped(String where, long more) {
        dropped.add(where, more);
    }

    @Override
    public void unplaced(String sense, long more) {
        unplaced.add(sense, more);
    }

    @Override
    public @Nullable String get(String key) {
        return settings.get(key);
    }
}
