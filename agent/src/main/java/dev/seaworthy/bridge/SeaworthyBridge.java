package dev.seaworthy.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What woven code calls. Packing moves this class to {@code java.lang}, so that every class loader sees it, OSGi's and
 * JBoss Modules' too, and needs no module reads for it. Nothing that happens behind it reaches the application: every
 * throwable ends here, but for that which stops the application's thread.
 */
public abstract class SeaworthyBridge {

    private static volatile @Nullable SeaworthyBridge behind;

    private static final int SLOTS = 1 << 14;

    /** Where in a hash its second slot begins, which is used while the first is another's; JDK 25 may have 25 bits. */
    private static final int SECOND = 11;

    /** Whose count a slot of {@link #COUNTS} is: an identity hash, 0 = nobody's. */
    private static final int[] OWNERS = new int[SLOTS];

    private static final int[] COUNTS = new int[SLOTS];

    /** Class of the futures whose completion matters, {@code Object} = of any class; null = of none. */
    private static volatile @Nullable Class<?> awaited;

    protected SeaworthyBridge() {}

    /** Written by the agent's side alone. */
    protected static int[] owners() {
        return OWNERS;
    }

    protected static int[] counts() {
        return COUNTS;
    }

    /**
     * {@code next()} of a result set returned. Small enough to be inlined, without a guard or a way to the agent's side:
     * it runs once a row. Counts only where the agent wants this very object counted.
     */
    public static void row(boolean more, Object self) {
        if (more) {
            int hash = System.identityHashCode(self);
            int slot = hash & (SLOTS - 1);
            if (OWNERS[slot] == hash) {
                COUNTS[slot]++;
                return;
            }
            int other = hash >>> SECOND & (SLOTS - 1);
            if (OWNERS[other] == hash) {
                COUNTS[other]++;
            }
        }
    }

    /**
     * A future was completed, if {@code now}. Small enough to be inlined: it runs for every future, and hardly any
     * matters.
     */
    public static void completed(boolean now, int hook, Object self) {
        Class<?> type = awaited;
        if (type != null && now && (type == self.getClass() || type == Object.class)) {
            exit(null, hook, self, null, null);
        }
    }

    /** Whose completion is handed over from now on. */
    protected static void await(@Nullable Class<?> futures) {
        awaited = futures;
    }

    /** A primitive, as bits, is bound to a parameter of a statement. */
    public static void bound(int hook, Object self, int index, long bits) {
        SeaworthyBridge agent = behind;
        if (agent == null) {
            return;
        }
        try {
            agent.binds(hook, self, index, bits);
        } catch (Throwable ours) {
            swallow(agent, hook, ours);
        }
    }

    /** An object is bound to a parameter of a statement. */
    public static void bound(int hook, Object self, int index, @Nullable Object value) {
        SeaworthyBridge agent = behind;
        if (agent == null) {
            return;
        }
        try {
            agent.binds(hook, self, index, value);
        } catch (Throwable ours) {
            swallow(agent, hook, ours);
        }
    }

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
        // Whoever stops a thread means the application's, wherever it is. By name: later JDKs may have none.
        if (ours instanceof Error && ours.getClass().getName().equals("java.lang.ThreadDeath")) {
            throw (Error) ours;
        }
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

    protected abstract void binds(int hook, Object self, int index, long bits);

    protected abstract void binds(int hook, Object self, int index, @Nullable Object value);

    /** Something of ours failed in that hook. */
    protected abstract void failed(int hook, Throwable ours);
}
