package dev.seaworthy.sensor.discover;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Has a class woven together with all that it inherits from. Thread-safe. */
public final class Lineages {

    /**
     * The first object of a class waits so long at most for that class and its superclasses to be woven, so that its use
     * and its close are not missed.
     */
    private static final long PATIENCE_MILLIS = 250;

    /** So many classes are waited for in the life of a process. One that finds more of them makes them by the dozen. */
    private static final int MOST_WAITS = 64;

    private static final int HIGHEST = 12;

    private final Late late;
    /** Which classes are woven as they load. */
    private final Predicate<Class<?>> known;

    private final AtomicInteger waits = new AtomicInteger();

    /** What a class is to be woven at. */
    public interface Choice {
        /** @param owner internal name of the class */
        void add(String owner, List<Hook> hooks);
    }

    public Lineages(Late late, Predicate<Class<?>> known) {
        this.late = late;
        this.known = known;
    }

    /** Whether objects of that class could have hooks of their own. */
    public static boolean isWeavable(Class<?> type) {
        return !type.isHidden() && !Proxy.isProxyClass(type);
    }

    /** @param mayWait whether the caller waits for it; then it holds no lock that the agent's thread may want */
    public void weave(Class<?> type, boolean mayWait, Choice choice) {
        weave(type, mayWait, choice, null, () -> {});
    }

    /**
     * Methods may be inherited: each class up to the JDK's own is woven at what it declares, all of them at once.
     *
     * @param watched whose hooks {@code inPlace} waits for, null = it is never run
     */
    public void weave(Class<?> type, boolean mayWait, Choice choice, @Nullable Class<?> watched, Runnable inPlace) {
        if (watched != null && known.test(watched) && isWeavable(type)) {
            inPlace.run();
        }
        Map<Class<?>, List<Hook>> hierarchy = new LinkedHashMap<>();
        gather(hierarchy, type, choice);
        if (!hierarchy.isEmpty()) {
            boolean waiting = mayWait && waits.getAndIncrement() < MOST_WAITS;
            Class<?> toCome = watched != null && hierarchy.containsKey(watched) ? watched : null;
            late.weave(hierarchy, waiting ? PATIENCE_MILLIS : 0, toCome, inPlace);
        }
    }

    /** Adds a class and what it inherits from to what is woven in one batch with others. */
    public void gather(Map<Class<?>, List<Hook>> batch, Class<?> type, Choice choice) {
        if (!isWeavable(type)) {
            return;
        }
        Class<?> one = type;
        for (int i = 0; i < HIGHEST && one != null && !ClassOrigins.isPlatform(one); i++, one = one.getSuperclass()) {
            if (!known.test(one)) {
                choice.add(one.getName().replace('.', '/'), batch.computeIfAbsent(one, any -> new ArrayList<>()));
            }
        }
    }

    /** Weaves what was gathered; nobody waits for it. */
    public void weave(Map<Class<?>, List<Hook>> batch) {
        if (!batch.isEmpty()) {
            late.weave(batch, 0, null, () -> {});
        }
    }
}
