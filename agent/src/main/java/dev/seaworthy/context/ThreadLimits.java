package dev.seaworthy.context;

import dev.seaworthy.context.Getter.Edges;
import java.util.concurrent.BlockingQueue;

/**
 * How many threads an executor may have, by plain public getters, whatever its class is called. The getters' names are
 * what servers and pools have in common; an executor that has none of them is not known.
 */
public final class ThreadLimits {

    /** Nothing limits them: virtual threads, or a pool that grows as it likes. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private static final int AS_GOOD_AS_ENDLESS = 1_000_000;

    /** In this order: Jetty's without those that its acceptors and selectors keep; what most say; Tomcat's, Spring's. */
    private static final Getter[] MOST = {
        new Getter("getMaxAvailableThreads"),
        new Getter("getMaximumPoolSize"),
        new Getter("getMaxThreads"),
        new Getter("getMaxPoolSize")
    };

    private static final Getter CORE = new Getter("getCorePoolSize");
    private static final Getter QUEUE = new Getter("getQueue");
    private static final Getter THREADS = new Getter("getRunningThreads");
    private static final Getter VIRTUAL = new Getter("isVirtual"); // JDK 17 has none

    private ThreadLimits() {}

    /** Whether objects of that class may have a greatest number of threads to tell. */
    public static boolean haveLimit(Class<?> type) {
        for (Getter getter : MOST) {
            if (getter.isIn(type)) {
                return true;
            }
        }
        return false;
    }

    static int of(Object executor) {
        for (Getter getter : MOST) {
            long most = getter.number(executor, Edges.SILENT);
            if (most > 0) {
                int real = reached(executor, (int) Math.min(Integer.MAX_VALUE, most));
                return real >= AS_GOOD_AS_ENDLESS ? ENDLESS : real;
            }
        }
        return 0;
    }

    /** A pool whose queue never fills keeps to its core threads, whatever its maximum. */
    private static int reached(Object executor, int most) {
        long core = CORE.number(executor, new Edges(0, Getter.UNKNOWN, Getter.UNKNOWN));
        Object queue = QUEUE.read(executor);
        boolean waits = queue instanceof BlockingQueue
                && ((BlockingQueue<?>) queue).remainingCapacity() > Integer.MAX_VALUE / 2
                && !isEager(queue.getClass());
        return core >= 0 && waits ? (int) Math.min(most, Math.max(1, core)) : most;
    }

    /** A queue that decides itself what it takes, as Tomcat's does until all threads are there. */
    private static boolean isEager(Class<?> queue) {
        try {
            return queue.getMethod("offer", Object.class).getDeclaringClass().getClassLoader() != null;
        } catch (NoSuchMethodException | LinkageError unreadable) {
            return false;
        }
    }

    static boolean isListed(Thread thread, Object executor) {
        if (THREADS.read(executor) instanceof Thread[] running) {
            for (Thread one : running) {
                if (one == thread) {
                    return true;
                }
            }
        }
        return false;
    }

    public static boolean isVirtual(Thread thread) {
        return Boolean.TRUE.equals(VIRTUAL.read(thread));
    }
}
