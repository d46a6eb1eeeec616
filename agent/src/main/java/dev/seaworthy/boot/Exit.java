package dev.seaworthy.boot;

import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's way down. The last judgement is made after the application's own shutdown hooks have run, since they close
 * pools and delete files: woven into {@code ApplicationShutdownHooks.runHooks}. Where that is not to be had, an ordinary
 * shutdown hook does it.
 */
final class Exit implements Receiver, Runnable {

    private static final String NAME = "runtime.exit";
    private static final long PATIENCE_MILLIS = 10_000;

    private final Engine engine;
    private final HookStatus status;
    private final Thread last = new Thread(null, this, "seaworthy-exit", 0, false);

    Exit(Engine engine, HookStatus status) {
        this.engine = engine;
        this.status = status;
    }

    void hooks(HookTable table) {
        table.add(Hook.on(NAME, "java/lang/ApplicationShutdownHooks", "runHooks", "()V", this, 0)
                .atEntry()
                .atExit()
                .atThrow());
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
        engine.stopping();
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
        for (HookStatus.Entry entry : status.entries()) {
            if (entry.hook().equals(NAME) && entry.installed()) {
                return;
            }
        }
        Guard.ours();
        engine.stopping();
        finish();
    }

    /** On a thread of its own: an output that nobody reads must not keep the JVM from ending. */
    private void finish() {
        Thread last = new Thread(null, new Last(engine), "seaworthy-last", 0, false);
        last.setDaemon(true);
        last.start();
        try {
            last.join(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last round. */
    private static final class Last implements Runnable {
        private final Engine engine;

        Last(Engine engine) {
            this.engine = engine;
        }

        @Override
        public void run() {
            Guard.ours();
            try {
                engine.finish(true);
            } catch (Throwable failed) {
                // Nobody is there any more to be told; on standard error it would be the application's.
            }
        }
    }
}
