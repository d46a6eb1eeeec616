package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.WeakIdentityMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Numbers the applications of one JVM by the class loader that their threads work with. Thread-safe, bounded. */
final class Applications {

    private static final int MOST = 1_000;

    private final WeakIdentityMap<Integer> numbers = new WeakIdentityMap<>(MOST);
    private final AtomicInteger last = new AtomicInteger();

    /** The calling thread's; 0 where its thread has no loader of its own. A redeployed application is another one. */
    int current() {
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader == null) {
            return 0;
        }
        Integer known = numbers.get(loader);
        if (known == null) {
            known = last.incrementAndGet();
            numbers.put(loader, known);
        }
        return known;
    }
}
