package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.ThreadLimits;
import dev.seaworthy.context.UnitSlot;
import dev.seaworthy.observation.ContextKept;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.Observations;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keys of logging contexts that stay on their thread: what units of work set, and had not removed when they ended there.
 * Thread-safe, bounded. Virtual threads serve one unit and are left alone.
 */
final class ContextWatch implements UnitSlot.Ended<ThreadKeys> {

    /** Two values set a key, a map sets all, one value removes a key, none removes all. */
    static final String POINTS = """
            context? org/slf4j/MDC put(Ljava/lang/String;Ljava/lang/String;)V 0,1
            context? org/slf4j/MDC remove,clear,setContextMap 0
            context? org/apache/logging/log4j/ThreadContext put(Ljava/lang/String;Ljava/lang/String;)V 0,1
            context? org/apache/logging/log4j/ThreadContext putAll,remove,removeAll,clearMap,clearAll 0
            context? org/jboss/logging/MDC put(Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/Object; 0,1
            context? org/jboss/logging/MDC remove,clear 0
            context? org/jboss/logmanager/MDC put(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String; 0,1
            context? org/jboss/logmanager/MDC remove,clear 0
            context? org/apache/log4j/MDC put(Ljava/lang/String;Ljava/lang/Object;)V 0,1
            context? org/apache/log4j/MDC remove,clear 0
            """;

    private static final int MOST_KEYS = 256;

    private final Surroundings surroundings;
    private final Observations observations;
    private final UnitSlot<ThreadKeys> slot;
    private final Bounded<String, ContextKey> keys;
    private final ThreadLocal<@Nullable ThreadKeys> ofThread = new ThreadLocal<>();

    /** What is known of one key. */
    static final class ContextKey {
        final String name;
        final LongAdder stale = new LongAdder();
        final AtomicInteger left = new AtomicInteger();
        final AtomicInteger inherited = new AtomicInteger();
        volatile int first;
        volatile boolean varies;
        /** Where it was set by a unit of work that left it, not by one that removes it. */
        volatile @Nullable Origin origin;

        long told;

        ContextKey(String name) {
            this.name = name;
        }

        void left(int value, @Nullable Origin setAt) {
            if (origin == null) {
                origin = setAt;
            }
            if (left.getAndIncrement() == 0) {
                first = value;
            } else {
                varies |= value != first;
            }
        }
    }

    ContextWatch(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        slot = surroundings.units().slot(this);
        keys = new Bounded<>(MOST_KEYS, "log.context", surroundings.drops());
    }

    /** The application changes the context of the calling thread. */
    void changed(@Nullable Object key, @Nullable Object value) {
        ThreadKeys here = ofThread.get();
        if (key instanceof String name && value != null) {
            set(here, name, value);
        } else if (key instanceof Map<?, ?> map) {
            if (here != null) {
                here.clear();
            }
            if (isPlain(map)) {
                setAll(map);
            }
        } else if (here != null && key instanceof String name) {
            here.remove(name);
        } else if (here != null && key instanceof Collection<?> names && isPlain(names)) {
            removeAll(here, names);
        } else if (here != null) {
            here.clear();
        }
    }

    /** What can be read again: another's own class may give what it has once only. */
    private static boolean isPlain(Object container) {
        return container.getClass().getName().startsWith("java.util.");
    }

    private void setAll(Map<?, ?> map) {
        try {
            map.forEach((name, one) -> {
                if (name instanceof String text && one != null) {
                    set(ofThread.get(), text, one);
                }
            });
        } catch (RuntimeException | StackOverflowError changing) {
            forget();
        }
    }

    private void removeAll(ThreadKeys here, Collection<?> names) {
        try {
            for (Object name : names) {
                if (name instanceof String text) {
                    here.remove(text);
                }
            }
        } catch (RuntimeException | StackOverflowError changing) {
            forget();
        }
    }

    private void forget() {
        ThreadKeys here = ofThread.get();
        if (here != null) {
            here.clear();
        }
    }

    private void set(@Nullable ThreadKeys known, String name, Object value) {
        OpenUnit unit = surroundings.units().open();
        if (!unit.unit().isVisible()) {
            if (known != null) {
                known.remove(name); // somebody sets it for the thread
            }
            return;
        }
        ThreadKeys here = known;
        if (here == null) {
            Thread thread = Thread.currentThread();
            if (ThreadLimits.isVirtual(thread)) {
                return;
            }
            here = new ThreadKeys(thread.getId());
            ofThread.set(here);
        }
        ContextKey key = keys.get(name, ContextKey::new);
        if (key != null) {
            // A key that was never left is not worth a look at the stack.
            boolean asked = key.origin == null && key.left.get() > 0;
            here.put(
                    key,
                    unit.unit().id(),
                    value instanceof String text ? text.hashCode() : System.identityHashCode(value),
                    asked ? surroundings.here() : null);
            slot.keep(unit, here);
        }
    }

    /** The thread logs an event, in a unit of work of that number. */
    void logged(long unit) {
        ThreadKeys here = ofThread.get();
        if (here != null) {
            here.logged(unit);
        }
    }

    @Override
    public void ended(ThreadKeys kept) {}

    @Override
    public void ended(OpenUnit unit, @Nullable ThreadKeys kept) {
        if (kept != null && kept.thread == Thread.currentThread().getId()) {
            kept.ended(unit.unit().id());
        }
    }

    /** Agent's thread. */
    void tick() {
        for (ContextKey key : keys.values()) {
            int left = key.left.get();
            long all = left + key.stale.sum() + key.inherited.get();
            Origin origin = key.origin;
            if (left > 0 && all != key.told && origin != null) {
                key.told = all;
                observations.add(
                        new ContextKept(origin, key.name, left, key.varies, key.inherited.get(), key.stale.sum()));
            }
        }
    }
}
