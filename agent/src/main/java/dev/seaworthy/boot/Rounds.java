package dev.seaworthy.boot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rounds in which the agent judges: each takes what sensors saw, judges it and lets reporters write. Rounds never
 * overlap: all but the last are made by the agent's thread, the last one by the thread that ends the agent.
 */
final class Rounds {

    /** The end waits for the agent's thread no longer than this for its round, and then for its task; {@link Exit} waits for both. */
    private static final long END_MILLIS = 7_000;

    private static final long TASK_MILLIS = 2_000;

    private static final long TICK_NANOS = 1_000_000_000L;
    private static final int ROUND_SIZE = 20_000;

    private final Engine engine;
    private final Sensors sensors;
    private final LateWeaver late;
    private @Nullable Nature nature;
    private final ReentrantLock round = new ReentrantLock();
    private volatile boolean finished;
    private volatile boolean reported;
    private @Nullable Outputs outputs;
    private long tickedNanos = System.nanoTime();

    Rounds(Engine engine, Sensors sensors, LateWeaver late) {
        this.engine = engine;
        this.sensors = sensors;
        this.late = late;
    }

    /** Whether the last one was begun. */
    boolean isFinished() {
        return finished;
    }

    /** Whether the last one was made, and its reports were written. */
    boolean isReported() {
        return reported;
    }

    /** Makes one; agent's thread. */
    void turn() {
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
                if (System.nanoTime() - tickedNanos >= TICK_NANOS) {
                    tick(now, false);
                }
                round(ready, now, false);
            }
        } finally {
            round.unlock();
        }
    }

    /**
     * The last judgement, the last reports, the summary; once. There is none if the agent's thread does not come out of its
     * round within {@value #END_MILLIS} ms.
     *
     * @param down whether the JVM goes down: what is open now stays so, and that is judged, too
     */
    void finish(boolean down) {
        boolean free = false;
        try {
            free = round.tryLock(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!free) {
            engine.errors.add("end", 1);
            late.finish(0);
            return;
        }
        try {
            if (!finished) {
                finished = true;
                last(down);
                reported = true;
            }
        } finally {
            round.unlock();
        }
    }

    private void last(boolean down) {
        late.finish(TASK_MILLIS);
        long now = System.currentTimeMillis();
        tick(now, down);
        if (outputs == null && engine.intake.isEmpty() && !hasWork()) {
            Farewell.say(engine, now);
            return;
        }
        Outputs last = outputs();
        last.start(down);
        round(last, now, down);
        last.close(down);
    }

    private boolean hasWork() {
        return engine.settings.get("report") != null || isSetUp() || engine.dispatcher.errors() > 0;
    }

    /** Whether there is something in the settings that only rules and ledger can find fault with, or a fault. */
    private boolean isSetUp() {
        return !"default".equals(engine.settings.get("rules"))
                || engine.settings.get("suppress") != null
                || engine.settings.get("baseline") != null
                || !engine.settings.rulesWithSeverity().isEmpty()
                || !engine.settings.warnings().isEmpty();
    }

    private Outputs outputs() {
        Outputs made = outputs;
        if (made == null) {
            made = new Outputs(engine);
            outputs = made;
        }
        return made;
    }

    private void tick(long now, boolean last) {
        tickedNanos = System.nanoTime();
        engine.surroundings.research();
        sensors.tick(now, last);
    }

    private void round(Outputs to, long now, boolean last) {
        boolean serves = engine.status.anyInstalled("server.", "server.accept", "server.bind", "server.threads");
        // What ends when its work is done is not a server that died before it listened, whatever is on its class path.
        serves &= !last || !engine.isDone();
        Nature known = nature;
        if (known == null) {
            known = new Nature(
                    engine.surroundings, engine.startedAt, new ServerSigns(engine.instrumentation, engine.inside));
            nature = known;
        }
        Nature.Kind kind = known.kind(now, serves, last);
        engine.surroundings.research(); // whose code it is, before rules ask for places
        Judge judge = to.judge();
        engine.intake.drain(ROUND_SIZE, next -> judge.take(next, kind));
        judge.release(kind, last);
        if (last) {
            judge.conclude();
        }
        to.failed(sensors.takeLast());
        to.failed(engine.thread.takeLast());
        to.failed(engine.dispatcher.takeLast());
        to.failed(judge.takeLast());
        to.tick(now);
    }
}
