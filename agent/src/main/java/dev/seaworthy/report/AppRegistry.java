package dev.seaworthy.report;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One registry of the application's Micrometer, spoken to by reflection and JDK types, since it may lie in any loader and be
 * of any version from 1.0 on.
 *
 * <p>It gets no meter before it has had some of the application's own for {@value #SETTLE_MILLIS} ms: filters and naming are
 * set after a registry was made and before its first meter, and ours are to go through them like all others.
 *
 * <p>What is done to a registry runs the application's filters and listeners, so it is done on a thread that lives no longer
 * than that: one that blocks, throws or leaves something behind on the thread harms nobody. Not thread-safe: who asks while
 * it {@linkplain #isBusy works} is wrong.
 */
final class AppRegistry {

    private static final String PACKAGE = "io.micrometer.core.instrument.";
    private static final long LEAVE_MILLIS = 2_000;
    private static final long SETTLE_MILLIS = 2_000;
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    private final WeakReference<Object> registry;
    private final boolean composite;
    private final boolean billed;
    private final Set<String> shown = new HashSet<>();
    private final Queue<WeakReference<Object>> meters = new ConcurrentLinkedQueue<>();
    private long lookAt;
    private long wait = 1_000;
    private long filledAt;
    private boolean settled;
    private boolean over;
    private @Nullable String refusal;
    private List<AppRegistry> members = List.of();
    private @Nullable Thread worker;

    AppRegistry(Object registry, long nowMillis) {
        this.registry = new WeakReference<>(registry);
        composite = extendsOne(registry, PACKAGE + "composite.CompositeMeterRegistry");
        billed = extendsOne(registry, PACKAGE + "push.PushMeterRegistry")
                || registry.getClass().getName().startsWith("io.micrometer.statsd.");
        lookAt = nowMillis + wait;
    }

    boolean isSame(AppRegistry other) {
        Object mine = registry.get();
        return mine != null && mine == other.registry.get();
    }

    boolean isBusy() {
        Thread working = worker;
        return working != null && working.isAlive();
    }

    /** Nothing is left to do for it, ever. */
    boolean isOver() {
        return over || registry.get() == null;
    }

    boolean isDue(long nowMillis, List<Series> series) {
        if (!settled) {
            return nowMillis >= lookAt;
        }
        for (Series one : series) {
            if (isWanted(one)) {
                return true;
            }
        }
        return false;
    }

    /** Why it got no meters, null if it did; told once. */
    @Nullable
    String takeRefusal() {
        String told = refusal;
        refusal = null;
        return told;
    }

    /** The registries that were found in this one; told once. */
    List<AppRegistry> takeMembers() {
        List<AppRegistry> found = members;
        members = List.of();
        return found;
    }

    /**
     * Does what is due, among the application's code; returns at once.
     *
     * @param threads makes threads that are the agent's own and may run the application's code
     */
    void start(List<Series> series, long nowMillis, ThreadFactory threads) {
        Thread thread = threads.newThread(() -> work(series, nowMillis));
        worker = thread;
        thread.start();
    }

    /** Takes our meters out again, and waits for it a little. */
    void leave(ThreadFactory threads) {
        Object target = registry.get();
        if (target == null || meters.isEmpty()) {
            return;
        }
        Thread thread = threads.newThread(() -> remove(target));
        thread.start();
        try {
            thread.join(LEAVE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove(Object target) {
        try {
            Class<?> type = meterRegistry(target);
            Method remove = type.getMethod("remove", Class.forName(PACKAGE + "Meter", true, type.getClassLoader()));
            for (WeakReference<Object> next = meters.poll(); next != null; next = meters.poll()) {
                Object meter = next.get();
                if (meter != null) {
                    remove.invoke(target, meter);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError old) {
            // Micrometer 1.0 gives nothing back.
            refuse(cause(old));
        }
    }

    /** Where each series is paid for and sent all the time, one that has nothing to say yet is left out. */
    private boolean isWanted(Series series) {
        return !shown.contains(series.key()) && !(billed && series.value() == 0);
    }

    private void work(List<Series> series, long nowMillis) {
        Object target = registry.get();
        if (target == null) {
            return;
        }
        Thread.currentThread().setContextClassLoader(target.getClass().getClassLoader());
        try {
            Class<?> type = meterRegistry(target);
            if (composite) {
                over = true;
                members = members(target, nowMillis);
            } else if (type.getMethod("isClosed").invoke(target) == Boolean.TRUE) {
                over = true;
            } else if (settled || settle(type, target, nowMillis)) {
                show(type, target, series);
            }
        } catch (Throwable failed) { // whatever the application's code throws
            refuse(target.getClass().getName() + " refuses meters with " + cause(failed));
        } finally {
            // A thread keeps it beyond its end, and we keep the thread.
            Thread.currentThread().setContextClassLoader(null);
        }
    }

    private static List<AppRegistry> members(Object target, long nowMillis) throws ReflectiveOperationException {
        List<AppRegistry> members = new ArrayList<>();
        Object all = target.getClass().getMethod("getRegistries").invoke(target);
        if (all instanceof Collection<?> collection) {
            for (Object member : collection) {
                members.add(new AppRegistry(member, nowMillis));
            }
        }
        return members;
    }

    private boolean settle(Class<?> type, Object target, long nowMillis) throws ReflectiveOperationException {
        boolean filled =
                type.getMethod("getMeters").invoke(target) instanceof Collection<?> meters && !meters.isEmpty();
        if (filled && filledAt == 0) {
            filledAt = nowMillis;
            wait = SETTLE_MILLIS;
        } else if (!filled) {
            wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
        }
        lookAt = nowMillis + wait;
        settled = filled && nowMillis - filledAt >= SETTLE_MILLIS;
        if (settled && isLimited(type, target)) {
            refuse("the application limits its number of meters, so none is added");
            return false;
        }
        return settled;
    }

    private void show(Class<?> type, Object target, List<Series> series) throws ReflectiveOperationException {
        for (Series one : series) {
            if (isWanted(one)) {
                // Before it is tried: a filter that denies or fails is not asked again.
                shown.add(one.key());
                Class<?> kind = Class.forName(
                        PACKAGE + (one.counts() ? "FunctionCounter" : "Gauge"), true, type.getClassLoader());
                Object builder = kind.getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
                        .invoke(null, one.name(), one, one);
                Class<?> building = builder.getClass();
                building.getMethod("tags", String[].class).invoke(builder, (Object) one.tags());
                building.getMethod("description", String.class).invoke(builder, one.description());
                Object meter = building.getMethod("register", type).invoke(builder, target);
                meters.add(new WeakReference<>(meter));
            }
        }
    }

    /**
     * Whether there is a {@code MeterFilter.maximumAllowableMetrics}: our meters would count, and some of the application's
     * own be denied for them. Nothing else tells but the filter's field.
     */
    private static boolean isLimited(Class<?> type, Object target) {
        try {
            Field field = type.getDeclaredField("filters");
            field.setAccessible(true);
            if (field.get(target) instanceof Object[] filters) {
                for (Object filter : filters) {
                    for (Field captured : filter.getClass().getDeclaredFields()) {
                        if (captured.getName().contains("maximumTimeSeries")) {
                            return true;
                        }
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return false;
        }
        return false;
    }

    private void refuse(String why) {
        over = true;
        refusal = why;
    }

    private static String cause(Throwable failed) {
        Throwable cause = failed.getCause();
        return (cause == null ? failed : cause).getClass().getName();
    }

    private static Class<?> meterRegistry(Object registry) throws ClassNotFoundException {
        for (Class<?> type = registry.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(PACKAGE + "MeterRegistry")) {
                return type;
            }
        }
        throw new ClassNotFoundException(PACKAGE + "MeterRegistry");
    }

    private static boolean extendsOne(Object registry, String name) {
        for (Class<?> type = registry.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
