package dev.seaworthy.boot;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's way down. The last judgement is made after the application's own shutdown hooks have run, since they close
 * pools and delete files: woven into {@code ApplicationShutdownHooks.runHooks}. Where that is not to be had, an ordinary
 * shutdown hook does it. It also learns whether the program ended well, as far as woven code sees its end.
 */
final class Exit implements Receiver, Runnable {

    private static final String NAME = "runtime.exit";
    private static final String END = "runtime.end";
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long WORD_MILLIS = 1_000;

    private static final int HOOKS_RUN = 0;
    private static final int ASKED = 1;
    private static final int UNCAUGHT = 2;

    /** What the JVM calls the thread that goes down after {@code main} has returned, and the last thread has ended. */
    private static final String RETURNED = "DestroyJavaVM";

    private final Engine engine;
    private final HookStatus status;
    /** The thread that runs {@code main}; 0 if the agent came later. */
    private final long main;

    private volatile @Nullable Boolean good;
    private final Thread last = Guard.thread("seaworthy-exit", this);

    Exit(Engine engine, HookStatus status) {
        this.engine = engine;
        this.status = status;
        this.main = engine.visit == null ? Thread.currentThread().getId() : 0;
    }

    void hooks(HookTable table) {
        table.add(Hook.on(NAME, "java/lang/ApplicationShutdownHooks", "runHooks", "()V", this, HOOKS_RUN)
                .atEntry()
                .atExit()
                .atThrow());
        // Nothing that ends within the first moments did much.
        table.add(Hook.on(END, "java/lang/Runtime", "exit", "(I)V", this, ASKED)
                .give(0)
                .atEntry()
                .unhurried());
        table.add(Hook.on(
                        END,
                        "java/lang/Thread",
                        "dispatchUncaughtException",
                        "(Ljava/lang/Throwable;)V",
                        this,
                        UNCAUGHT)
                .give(Hook.SELF)
                .atEntry()
                .unhurried());
    }

    /**
     * Whether the JVM goes down because the program's work is done: {@code main} returned, or it asked to exit with status
     * 0. False if it died, was told to end from outside, or if that is not known.
     */
    boolean isGood() {
        return Boolean.TRUE.equals(good);
    }

    /** An ordinary hook besides: without any, the JVM does not come by the place that is woven. */
    void register() {
        Runtime.getRuntime().addShutdownHook(last);
    }

    /** The agent leaves before the JVM does. */
    void unregister() {
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException goingDown) {
            // The JVM's end has begun: it asks for the last round by itself.
        }
    }

    @Override
    public void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (op == ASKED) {
            good = Integer.valueOf(0).equals(a);
        } else if (op == UNCAUGHT) {
            good = a instanceof Thread thread && thread.getId() == main ? Boolean.FALSE : good;
        } else {
            if (good == null && Thread.currentThread().getName().equals(RETURNED)) {
                good = main != 0 && isInstalled(END);
            }
            engine.stopping();
        }
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        finish();
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        finish();
    }

    @Override
    public void run() {
        if (isInstalled(NAME)) {
            return;
        }
        Guard.ours();
        engine.stopping();
        finish();
    }

    private boolean isInstalled(String hook) {
        for (HookStatus.Entry entry : status.entries()) {
            if (entry.hook().equals(hook) && entry.installed()) {
                return true;
            }
        }
        return false;
    }

    /** The last round, then a word if there was none in time. */
    private void finish() {
        await(new Last(engine, false), PATIENCE_MILLIS);
        if (!engine.isReported()) {
            await(new Last(engine, true), WORD_MILLIS);
        }
    }

    /** On a thread of its own: an output that nobody reads must not keep the JVM from ending. */
    private static void await(Last work, long patienceMillis) {
        Thread last = Guard.thread("seaworthy-last", work);
        last.start();
        try {
            last.join(patienceMillis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last round, or the word that there was none. */
    private static final class Last implements Runnable {
        private final Engine engine;
        private final boolean failed;

        Last(Engine engine, boolean failed) {
            this.engine = engine;
            this.failed = failed;
        }

        @Override
        public void run() {
            Guard.ours();
            try {
                if (failed) {
                    Farewell.failed(engine, PATIENCE_MILLIS / 1_000);
                } else {
                    engine.finish(true);
                }
            } catch (Throwable ignored) {
                // Nobody is there any more to be told; on standard error it would be the application's.
            }
        }
    }
}
