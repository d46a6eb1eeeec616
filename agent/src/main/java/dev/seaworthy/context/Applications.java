package dev.seaworthy.context;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Numbers the applications of one JVM by the class loader that their threads work with. Thread-safe, bounded. */
public final class Applications {

    private static final int MOST = 1_000;

    private final WeakStates<Integer> numbers;
    private final AtomicInteger last = new AtomicInteger();

    public Applications(Drops drops) {
        numbers = new WeakStates<>(MOST, "applications", drops);
    }

    /** The calling thread's; 0 where its thread has no loader of its own. A redeployed application is another one. */
    public int current() {
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader == null) {
            return 0;
        }
        Integer known = numbers.get(loader);
        if (known == null) {
            known = last.incrementAndGet();
            if (!numbers.put(loader, known)) {
                return 0;
            }
        }
        return known;
    }
}
