package dev.seaworthy.context;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * How many threads an executor may have, by plain public getters, whatever its class is called. The getters' names are
 * what servers and pools have in common; an executor that has none of them is not known.
 */
public final class ThreadLimits {

    /** Nothing limits them: virtual threads, or a pool that grows as it likes. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private static final int AS_GOOD_AS_ENDLESS = 1_000_000;

    /** In this order: Jetty's without those that its acceptors and selectors keep; what most say; Tomcat's, Spring's. */
    private static final String[] GETTERS = {
        "getMaxAvailableThreads", "getMaximumPoolSize", "getMaxThreads", "getMaxPoolSize"
    };

    private static final String THREADS = "getRunningThreads";

    private ThreadLimits() {}

    /** Whether objects of that class may have a greatest number of threads to tell. */
    public static boolean haveLimit(Class<?> type) {
        for (String name : GETTERS) {
            if (PublicGetters.of(type, name) != null) {
                return true;
            }
        }
        return false;
    }

    static int of(Object executor) {
        for (String name : GETTERS) {
            int most = number(executor, name);
            if (most > 0) {
                int real = reached(executor, most);
                return real >= AS_GOOD_AS_ENDLESS ? ENDLESS : real;
            }
        }
        return 0;
    }

    /** A pool whose queue never fills keeps to its core threads, whatever its maximum. */
    private static int reached(Object executor, int most) {
        int core = number(executor, "getCorePoolSize");
        Object queue = call(executor, "getQueue");
        boolean waits = queue instanceof BlockingQueue
                && ((BlockingQueue<?>) queue).remainingCapacity() > Integer.MAX_VALUE / 2
                && !isEager(queue.getClass());
        return core >= 0 && waits ? Math.min(most, Math.max(1, core)) : most;
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
        if (call(executor, THREADS) instanceof Thread[] running) {
            for (Thread one : running) {
                if (one == thread) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean isVirtual(Thread thread) {
        Method asked = PublicGetters.of(Thread.class, "isVirtual"); // JDK 17 has none
        try {
            return asked != null && Boolean.TRUE.equals(asked.invoke(thread));
        } catch (IllegalAccessException | InvocationTargetException refused) {
            return false;
        }
    }

    private static int number(Object executor, String name) {
        return call(executor, name) instanceof Number said ? said.intValue() : -1;
    }

    private static @Nullable Object call(Object executor, String name) {
        Method getter = PublicGetters.of(executor.getClass(), name);
        try {
            return getter == null ? null : getter.invoke(executor);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException | LinkageError silent) {
            return null;
        }
    }
}
