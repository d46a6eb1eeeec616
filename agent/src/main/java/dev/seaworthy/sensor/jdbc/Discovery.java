package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.lang.reflect.Proxy;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds drivers, DataSources and connections that no list names, by what they do, and has them woven. Thread-safe. What
 * is known of a class is kept in the class itself, so that it goes with it.
 */
final class Discovery {

    /** A first connection waits so long at most for its class to be woven, so that its close is not missed. */
    private static final long PATIENCE_MILLIS = 250;

    private static final int HIGHEST = 12;

    private final Receiver receiver;
    private final Late late;
    private final Set<String> drivers = new HashSet<>();
    private final ClassValue<Known> types = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known();
        }
    };

    /** What is known of one class. */
    static final class Known {
        /** Whether physical connections are of this class. */
        volatile boolean physical;
        /** Whether its close gives a borrowed connection back. */
        volatile boolean lent;
        /** Whether a hook in it was ever reached. */
        volatile boolean alive;

        private boolean woven;

        synchronized boolean toWeave() {
            boolean first = !woven;
            woven = true;
            return first;
        }
    }

    Discovery(Receiver receiver, Late late) {
        this.receiver = receiver;
        this.late = late;
    }

    boolean isPhysical(Class<?> type) {
        return types.get(type).physical;
    }

    /** A physical connection of that class was handed out. */
    Known physical(Class<?> type) {
        Known known = types.get(type);
        if (!known.physical) {
            known.physical = true;
            boolean pooled = !Sql.isConnectionClass(type);
            weave(type, known, PATIENCE_MILLIS, (owner, hooks) -> {
                for (String touch : pooled ? Hooks.POOLED_TOUCHES : Hooks.TOUCHES) {
                    hooks.add(Hooks.touch(owner, touch, receiver));
                }
                hooks.add(Hooks.end(owner, "close", receiver));
                if (!pooled) {
                    hooks.add(Hooks.end(owner, "abort", receiver));
                }
            });
        }
        return known;
    }

    /** A borrowed connection of that class was handed out: its close will give it back. */
    void lent(Class<?> type) {
        Known known = types.get(type);
        if (known.lent) {
            return;
        }
        known.lent = true;
        if (!known.physical) {
            weave(type, 0, (owner, hooks) -> hooks.add(Hooks.giveBack(owner, receiver)));
        }
    }

    boolean isLent(Class<?> type) {
        return types.get(type).lent;
    }

    /** A driver of that class registered, or was found. */
    void driver(Class<?> type) {
        synchronized (drivers) {
            if (drivers.size() < 1_000) {
                drivers.add(home(type));
            }
        }
        weave(
                type,
                types.get(type),
                0,
                (owner, hooks) -> hooks.add(Hooks.open(owner, "connect", Hooks.OPEN, receiver)));
    }

    /** Looks for drivers and DataSources that never passed through DriverManager; agent's thread. */
    void search() {
        for (Class<?> driver : late.loaded(Sql.driver())) {
            driver(driver);
        }
        for (Class<?> source : late.loaded(Sql.dataSource())) {
            found(source);
        }
    }

    private void found(Class<?> type) {
        boolean ofDriver;
        synchronized (drivers) {
            ofDriver = drivers.contains(home(type));
        }
        int op = ofDriver && !Openers.isPool(type.getName()) ? Hooks.OPEN : Hooks.BORROW;
        weave(type, types.get(type), 0, (owner, hooks) -> {
            for (String method : op == Hooks.OPEN ? Hooks.SOURCE_METHODS : Hooks.BORROW_METHODS) {
                hooks.add(Hooks.open(owner, method, op, receiver));
            }
        });
    }

    private interface Choice {
        void add(String owner, List<Hook> hooks);
    }

    /** Methods may be inherited: each class up to the JDK's own is woven at what it declares. */
    private void weave(Class<?> type, Known known, long patience, Choice choice) {
        if (known.toWeave()) {
            weave(type, patience, choice);
        }
    }

    private void weave(Class<?> type, long patience, Choice choice) {
        if (type.isHidden() || Proxy.isProxyClass(type)) {
            return;
        }
        Class<?> one = type;
        for (int i = 0; i < HIGHEST && one != null && !isPlatform(one); i++, one = one.getSuperclass()) {
            String owner = one.getName().replace('.', '/');
            List<Hook> hooks = new ArrayList<>();
            if (!Hooks.isKnown(owner)) {
                choice.add(owner, hooks);
                late.weave(one, hooks, patience);
            }
        }
    }

    private static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Where a class lives: the first two segments of its package, and its jar. */
    private static String home(Class<?> type) {
        String name = type.getName();
        int first = name.indexOf('.');
        int second = first < 0 ? -1 : name.indexOf('.', first + 1);
        String root = second > 0 ? name.substring(0, second) : first > 0 ? name.substring(0, first) : "";
        return root + "@" + source(type) + "@" + System.identityHashCode(type.getClassLoader());
    }

    private static @Nullable String source(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null ? null : Objects.toString(source.getLocation());
        } catch (RuntimeException denied) {
            return null;
        }
    }
}
