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
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private static final long ROUND_NANOS = 50_000_000L;
    private static final long TICK_MILLIS = 1_000;
    private static final int ROUND_SIZE = 20_000;

    final Settings settings;
    final long startedAt = System.currentTimeMillis();
    final HookTable table = new HookTable();
    final HookStatus status = new HookStatus();
    final Counts seen = new Counts();
    final Counts errors = new Counts();
    final Counts dropped = new Counts();
    final Intake intake = new Intake();
    final Surroundings surroundings;
    final Dispatcher dispatcher;
    final ClassLoader inside;

    private final Instrumentation instrumentation;
    private final LateWeaver late;
    private final Sensor[] sensors;
    private final Nature nature;
    private final ReentrantLock round = new ReentrantLock();
    private final Thread thread = new Thread(null, this, "seaworthy", 0, false);
    private volatile boolean finished;
    private @Nullable Outputs outputs;
    private @Nullable Throwable tickFailure;
    private long tickedAt;

    Engine(Settings settings, Instrumentation instrumentation, ClassLoader inside) {
        this.settings = settings;
        this.instrumentation = instrumentation;
        this.inside = inside;
        surroundings = new Surroundings(this);
        nature = new Nature(surroundings, startedAt);
        late = new LateWeaver(instrumentation, table, dropped);
        sensors = Sensors.all(surroundings, this, late);
        dispatcher = new Dispatcher(table, status);
    }

    /** Weaves what is loaded and lets the rest come. */
    void start() {
        for (Sensor sensor : sensors) {
            try {
                sensor.hooks(table);
            } catch (RuntimeException | LinkageError failed) {
                // the others go on
                errors.add("hooks", 1);
                tickFailure = failed;
            }
        }
        Exit exit = new Exit(this, status);
        exit.hooks(table);
        table.goLive();
        dispatcher.open();
        instrumentation.addTransformer(new Weaver(table, BridgeInJavaLang.internalName(), status), true);
        weaveLoaded(true);
        exit.register();
        late.runOn(thread);
        thread.setDaemon(true);
        thread.setContextClassLoader(inside);
        thread.start();
    }

    /** One batch: each retransformation stops the world once. */
    private void weaveLoaded(boolean urgent) {
        // The few names of the table are turned into the JVM's form, not the many names of what is loaded.
        Set<String> names = new HashSet<>();
        for (String owner : table.owners(urgent)) {
            names.add(owner.replace('/', '.'));
        }
        boolean training = !urgent && Tools.isTraining();
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (names.contains(type.getName())
                    && instrumentation.isModifiableClass(type)
                    && !(training && type == Throwable.class)) {
                found.add(type);
            }
        }
        try {
            if (!found.isEmpty()) {
                instrumentation.retransformClasses(found.toArray(new Class<?>[0]));
            }
        } catch (UnmodifiableClassException | LinkageError | InternalError refused) {
            errors.add("weave", 1);
        }
    }

    @Override
    public void run() {
        Guard.ours();
        // The first line that is printed asks for it; better made here than there.
        surroundings.secrets();
        // Who asks for a report wants to know of all that was there to see.
        boolean hurried = settings.get("report") != null;
        while (!finished) {
            long now = System.currentTimeMillis();
            if (!late.isRestWoven() && (hurried || late.isHurried() || now - startedAt > REST_MILLIS)) {
                weaveLoaded(false);
                late.restWoven();
            }
            late.work(errors);
            LockSupport.parkNanos(ROUND_NANOS);
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
                tick(now, false);
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

    /** The last judgement, the last reports, the summary; once. */
    void finish() {
        round.lock();
        try {
            if (!finished) {
                finished = true;
                long now = System.currentTimeMillis();
                late.work(errors);
                tick(now, true);
                if (outputs == null && intake.isEmpty() && !hasWork()) {
                    Farewell.say(this, now);
                    return;
                }
                Outputs last = outputs();
                last.start();
                round(last, now, true);
                last.close();
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

    private void tick(long now, boolean last) {
        if (!last && now - tickedAt < TICK_MILLIS) {
            return;
        }
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
        Nature.Kind kind = nature.kind(now, hasServerClasses(), last);
        Judge judge = to.judge();
        int taken = 0;
        for (Observation next = intake.poll(); next != null && taken < ROUND_SIZE; next = intake.poll()) {
            judge.take(next, kind);
            taken++;
        }
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

    private boolean hasServerClasses() {
        for (HookStatus.Entry entry : status.entries()) {
            if (entry.installed()
                    && entry.hook().startsWith("server.")
                    && !entry.hook().equals("server.accept")
                    && !entry.hook().equals("server.bind")) {
                return true;
            }
        }
        return false;
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
    public @Nullable String get(String key) {
        return settings.get(key);
    }
}
