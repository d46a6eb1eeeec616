package dev.seaworthy.boot;

import dev.seaworthy.bridge.SeaworthyBridge;
import dev.seaworthy.sensor.Sensor;
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

    /**
     * A hook's first calls load and initialise classes. Where the application's stack is nearly full that would fail,
     * and a class whose initialisation failed once is lost for good: there the first calls are left out.
     */
    private static final int FIRST_CALLS = 8;

    private static final int FRAMES_TO_HAVE = 400;

    private final HookTable table;
    private final int first;
    private final HookStatus status;
    private final AtomicIntegerArray failures = new AtomicIntegerArray(HookTable.MOST);
    private final AtomicIntegerArray calls = new AtomicIntegerArray(HookTable.MOST);
    /** Hooks past their first calls that have not failed too often: one look says that all is well. */
    private final boolean[] ready = new boolean[HookTable.MOST];

    private final AtomicLong errors = new AtomicLong();
    private volatile @Nullable Throwable last;

    Dispatcher(HookTable table, HookStatus status) {
        this.table = table;
        this.status = status;
        this.first = table.first();
    }

    /** Lets woven code reach this side. */
    void open() {
        connect(this);
    }

    /** Woven code does nothing any more. */
    static void shut() {
        await(null);
        connect(null);
    }

    /** Whose completion woven code hands over from now on. */
    static void awaiting(@Nullable Class<?> futures) {
        await(futures);
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
        Guard guard = claim(id);
        if (guard == null) {
            return;
        }
        try {
            Hook hook = table.get(id);
            hook.receiver().enter(hook.op(), a, b, c);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void exited(int id, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Guard guard = claim(id);
        if (guard == null) {
            return;
        }
        try {
            Hook hook = table.get(id);
            hook.receiver().exit(hook.op(), result, a, b, c);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void threw(int id, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Guard guard = claim(id);
        if (guard == null) {
            return;
        }
        try {
            Hook hook = table.get(id);
            hook.receiver().thrown(hook.op(), thrown, a, b, c);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void binds(int id, Object self, int index, long bits) {
        Guard guard = claim(id);
        if (guard == null) {
            return;
        }
        try {
            Hook hook = table.get(id);
            hook.receiver().bound(hook.op(), self, index, bits);
        } finally {
            guard.busy = false;
        }
    }

    @Override
    protected void binds(int id, Object self, int index, @Nullable Object value) {
        Guard guard = claim(id);
        if (guard == null) {
            return;
        }
        try {
            Hook hook = table.get(id);
            hook.receiver().bound(hook.op(), self, index, value);
        } finally {
            guard.busy = false;
        }
    }

    /** Gives the arrays in which woven code counts to who reads them. */
    static void share(Sensor sensor) {
        sensor.counters(owners(), counts());
    }

    /** Makes the thread busy with the agent's own; null where the call is to be passed over. */
    private @Nullable Guard claim(int id) {
        Guard guard = Guard.here();
        int slot = id - first;
        if (guard.busy || !isOurs(slot) || !ready[slot] && !hasRoom(slot)) {
            return null;
        }
        guard.busy = true;
        return guard;
    }

    /** Others are the hooks of an agent that has left: their code may still be running. */
    private static boolean isOurs(int slot) {
        return slot >= 0 && slot < HookTable.MOST;
    }

    private boolean hasRoom(int slot) {
        if (failures.get(slot) >= PATIENCE) {
            return false;
        }
        int before = calls.get(slot);
        if (before >= FIRST_CALLS) {
            ready[slot] = true;
            return true;
        }
        try {
            descend(FRAMES_TO_HAVE, before, 0, 0, 0);
        } catch (StackOverflowError full) {
            return false;
        }
        calls.set(slot, before + 1);
        return true;
    }

    /** Takes some room on the stack; the parameters make its frames about as large as those of real work. */
    private static long descend(int frames, long a, long b, long c, long d) {
        return frames == 0 ? a : descend(frames - 1, b, c, d, a) + d;
    }

    @Override
    protected void failed(int id, Throwable ours) {
        errors.incrementAndGet();
        int slot = id - first;
        if (ours instanceof StackOverflowError || !isOurs(slot)) {
            // The application's stack was nearly full, or the hook is another agent's: it is not to blame.
            return;
        }
        last = ours;
        int failed = failures.incrementAndGet(slot);
        if (failed >= PATIENCE) {
            ready[slot] = false;
        }
        if (failed == PATIENCE) {
            status.off(table.get(id), "switched off after " + PATIENCE + " failures: " + ours);
        }
    }
}
