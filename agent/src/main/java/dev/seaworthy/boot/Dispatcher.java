package dev.seaworthy.boot;

import dev.seaworthy.bridge.SeaworthyBridge;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookStatus;
import dev.seaworthy.weave.HookTable;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of the bridge: hands each call to its sensor, unless the thread is in a sensor already. A hook that
 * fails {@value #PATIENCE} times switches itself off.
 */
final class Dispatcher extends SeaworthyBridge {

    private static final int PATIENCE = 50;
    private static final int MOST_HOOKS = 4096;

    private final HookTable table;
    private final HookStatus status;
    private final AtomicIntegerArray failures = new AtomicIntegerArray(MOST_HOOKS);
    private final AtomicLong errors = new AtomicLong();
    private volatile @Nullable Throwable last;

    Dispatcher(HookTable table, HookStatus status) {
        this.table = table;
        this.status = status;
    }

    /** Lets woven code reach this side. */
    void open() {
        connect(this);
    }

    /** Woven code does nothing any more. */
    static void shut() {
        connect(null);
    }

    /** Failures inside sensors so far. */
    long errors() {
        return errors.get();
    }

    /** The last failure, null where there was none; told once. */
    @Nullable
    Throwable takeLast() {
        Throwable told = last;
        last = null;
        return told;
    }

    @Override
    protected void entered(int id, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Guard guard = Guard.here();
        if (guard.busy || failures.get(id) >= PATIENCE) {
            return;
        }
        guard.busy = true;
        try {
            Hook hook = table.get(id);
            hook.receiver().enter(hook.op(), a, b, c);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void exited(int id, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Guard guard = Guard.here();
        if (guard.busy || failures.get(id) >= PATIENCE) {
            return;
        }
        guard.busy = true;
        try {
            Hook hook = table.get(id);
            hook.receiver().exit(hook.op(), result, a, b, c);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void threw(int id, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Guard guard = Guard.here();
        if (guard.busy || failures.get(id) >= PATIENCE) {
            return;
        }
        guard.busy = true;
        try {
            Hook hook = table.get(id);
            hook.receiver().thrown(hook.op(), thrown, a, b, c);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void failed(int id, Throwable ours) {
        errors.incrementAndGet();
        if (ours instanceof StackOverflowError) {
            // The application's stack was nearly full; the hook is not to blame.
            return;
        }
        last = ours;
        if (failures.incrementAndGet(id) == PATIENCE) {
            status.off(table.get(id), "switched off after " + PATIENCE + " failures: " + ours);
        }
    }
}
