package dev.seaworthy.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What woven code calls. Packing moves this class to {@code java.lang}, so that every class loader sees it, OSGi's and
 * JBoss Modules' too, and needs no module reads for it. Nothing that happens behind it reaches the application: every
 * throwable ends here.
 */
public abstract class SeaworthyBridge {

    private static volatile @Nullable SeaworthyBridge behind;

    protected SeaworthyBridge() {}

    /** Connects the agent's side; null disconnects it, and woven code does nothing any more. */
    protected static void connect(@Nullable SeaworthyBridge other) {
        behind = other;
    }

    /** A woven method was entered. */
    public static void enter(int hook, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        SeaworthyBridge agent = behind;
        if (agent == null) {
            return;
        }
        try {
            agent.entered(hook, a, b, c);
        } catch (Throwable ours) {
            swallow(agent, hook, ours);
        }
    }

    /** A woven method returned. The result comes first because that is how it lies on the stack. */
    public static void exit(
            @Nullable Object result, int hook, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        SeaworthyBridge agent = behind;
        if (agent == null) {
            return;
        }
        try {
            agent.exited(hook, result, a, b, c);
        } catch (Throwable ours) {
            swallow(agent, hook, ours);
        }
    }

    /** A woven method threw; the application's throwable is thrown on by the woven code. */
    public static void thrown(Throwable thrown, int hook, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        SeaworthyBridge agent = behind;
        if (agent == null) {
            return;
        }
        try {
            agent.threw(hook, thrown, a, b, c);
        } catch (Throwable ours) {
            swallow(agent, hook, ours);
        }
    }

    private static void swallow(SeaworthyBridge agent, int hook, Throwable ours) {
        try {
            agent.failed(hook, ours);
        } catch (Throwable again) {
            // On a nearly overflown stack even the counting fails; the application must not see it.
        }
    }

    protected abstract void entered(int hook, @Nullable Object a, @Nullable Object b, @Nullable Object c);

    protected abstract void exited(
            int hook, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c);

    protected abstract void threw(
            int hook, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c);

    /** Something of ours failed in that hook. */
    protected abstract void failed(int hook, Throwable ours);
}
