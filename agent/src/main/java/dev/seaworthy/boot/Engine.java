package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running agent: weaves before {@code main}, then works in rounds on a thread of its own, and makes the last round when
 * it is asked to leave or the JVM ends.
 */
final class Engine implements Observations, Surroundings.Options, AgentThread.Work {

    /** A program that ends sooner never pays for endpoint and judgement's classes. */
    private static final long SETTLE_MILLIS = 1_000;

    /** What only matters inside a request is woven by then, or when the program opens a port. */
    private static final long REST_MILLIS = 400;

    private static final long LEAVE_MILLIS = 10_000;

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
    private final Sensors sensors;
    private final Rounds rounds;
    final AgentThread thread;
    private final long startedNanos = System.nanoTime();
    private volatile boolean leaving;
    private @Nullable PendingReports pending;
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
        late = new LateWeaver(instrumentation, table, weaver, status, dropped, errors);
        thread = new AgentThread(this, errors);
        sensors = new Sensors(Sensors.all(surroundings, this, late, settings), errors);
        rounds = new Rounds(this, sensors, late);
        dispatcher = new Dispatcher(table, status);
    }

    /** Weaves what is loaded and lets the rest come. */
    void start() {
        sensors.hooks(table);
        exit.hooks(table);
        if (settings.isOn("metrics.app")) {
            registries.hooks(table);
        }
        management.hooks(table);
        table.goLive();
        if (visit != null) {
            surroundings.joinRunning();
            loaded.findMoved(table);
        }
        dispatcher.open();
        instrumentation.addTransformer(weaver, true);
        weaveLoaded(true);
        exit.register();
        late.runOn(thread.thread());
        thread.start();
        startMillis = System.currentTimeMillis() - startedAt;
    }

    /** One batch: each retransformation stops the world once. */
    private void weaveLoaded(boolean urgent) {
        List<Class<?>> found = loaded.of(table.owners(urgent));
        if (!urgent && Tools.isTraining()) {
            // Throwable, VirtualThread: a cache without a class that the JVM itself resolves cannot be written.
            found.removeIf(type -> type.getPackageName().equals("java.lang"));
        }
        List<Class<?>> refused = loaded.retransform(found);
        if (!refused.isEmpty()) {
            // Another agent may have rewritten them in a way that the JDK's own code never shows.
            for (Class<?> type : refused) {
                weaver.distrust(type.getName().replace('.', '/'));
            }
            refused = loaded.retransform(refused);
            for (Class<?> type : refused) {
                status.refused(type.getName().replace('.', '/'));
            }
        }
        errors.add("weave", refused.size());
        registries.loaded(found);
    }

    @Override
    public boolean isOver() {
        return leaving || rounds.isFinished();
    }

    /** Made with the first question: nothing is before {@code main}. */
    synchronized PendingReports pending() {
        PendingReports known = pending;
        if (known == null) {
            known = new PendingReports(settings);
            pending = known;
        }
        return known;
    }

    /** From now on a report that was asked for is missed if it does not come. */
    private void expectReports() {
        if (settings.get("report") != null) {
            pending().begin();
        }
    }

    @Override
    public void prepare() {
        expectReports();
        surroundings.nativePorts().begin();
        // The first line that is printed asks for it; better made here than there.
        surroundings.secrets();
        if (visit != null) {
            // What is loaded already is looked for before anybody hears that the agent is there.
            sensors.tick(System.currentTimeMillis(), false);
        }
    }

    @Override
    public void weaveRest() {
        if (late.isRestWoven()) {
            return;
        }
        // Who asks for a report wants to know of all that was there to see.
        boolean hurried = settings.get("report") != null || visit != null || late.isHurried();
        if (hurried || runsFor(REST_MILLIS)) {
            try {
                weaveLoaded(false);
            } finally {
                // Once more would not help, and somebody may be waiting for it.
                late.restWoven();
            }
        }
    }

    @Override
    public void late() {
        late.work();
    }

    @Override
    public void rest(long nanos) {
        late.rest(nanos);
    }

    @Override
    public boolean judge() {
        if (!runsFor(SETTLE_MILLIS)) {
            return false;
        }
        rounds.turn();
        return true;
    }

    private boolean runsFor(long millis) {
        return System.nanoTime() - startedNanos >= millis * 1_000_000;
    }

    /** How long ago it judged, in milliseconds. */
    long roundAgeMillis() {
        return thread.ageMillis();
    }

    /** The JVM begins to go down. */
    void stopping() {
        surroundings.units().stop();
    }

    /** Ends its thread, then makes the last round; the JVM goes on. Woven code is cut off by now. */
    void leave() {
        leaving = true;
        thread.join(LEAVE_MILLIS);
        exit.unregister();
        finish(false);
        weaver.end();
    }

    /** The classes have their own bytes again. */
    void left() {
        instrumentation.removeTransformer(weaver);
    }

    /** Makes the last round; once. Nothing is judged after it. */
    void finish(boolean down) {
        leaving = true;
        expectReports();
        rounds.finish(down);
    }

    /** Whether all reports were written. */
    boolean isReported() {
        return rounds.isReported();
    }

    /** Whether the JVM goes down because the program has done its work. */
    boolean isDone() {
        return exit.isGood();
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
