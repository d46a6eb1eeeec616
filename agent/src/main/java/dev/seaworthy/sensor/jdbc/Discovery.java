package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds drivers, DataSources and connections that no list names, by what they do, and has them woven. Thread-safe. What
 * is known of a class is kept in the class itself, so that it goes with it.
 */
final class Discovery {

    /** A first connection waits so long at most for its class to be woven, so that its close is not missed. */
    private static final long PATIENCE_MILLIS = 250;

    private static final int HIGHEST = 12;

    /** Each looks through all classes of the JVM. */
    private static final int MOST_HURRIED = 32;

    private final Receiver receiver;
    private final Late late;
    private final Set<String> drivers = new HashSet<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicInteger hurried = new AtomicInteger();
    private final ClassValue<Known> types = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known(type);
        }
    };

    Discovery(Receiver receiver, Late late) {
        this.receiver = receiver;
        this.late = late;
    }

    /** What a hook of such a number means for that object. */
    int kind(int op, @Nullable Object self) {
        return op == Hooks.OPEN && self != null && types.get(self.getClass()).handsOn ? Hooks.BORROW : op;
    }

    /** Something lent that object a connection, to be handed out again; whether it is a DataSource. */
    boolean handsOn(Object self) {
        if (!Sql.isDataSource(self.getClass())) {
            return false;
        }
        types.get(self.getClass()).handsOn = true;
        return true;
    }

    Known of(Class<?> type) {
        return types.get(type);
    }

    /** A physical connection of that class was handed out. */
    Known physical(Class<?> type) {
        Known known = types.get(type);
        if (!known.physical) {
            Class<?> closer = Homes.declaring(type, "close");
            known.woven(Hooks.isKnown(closer)); // before others see that it is known, and come and go
            known.physical = true;
            boolean pooled = !Sql.isConnectionClass(type);
            Choice choice = (owner, hooks) -> {
                hooks.add(Hooks.end(owner, "close", receiver));
                if (!pooled) {
                    hooks.add(Hooks.end(owner, "abort", receiver));
                    StatementHooks.transaction(owner, receiver, hooks::add);
                }
            };
            if (known.toWeave()) {
                weave(type, PATIENCE_MILLIS, choice, closer, () -> known.closesSeen = true);
            }
            if (pooled) {
                pooled(type);
            }
            searchSoon();
        }
        return known;
    }

    /**
     * A borrowed connection was handed out: its close will give it back.
     *
     * @return whether that will be seen. While the first of a class waits for its hooks others may come and go unseen,
     *     and the JVM may refuse them
     */
    boolean lent(Object connection, Known known) {
        Class<?> type = connection.getClass();
        if (Proxy.isProxyClass(type)) {
            return proxy(connection);
        }
        if (!known.lent) {
            Class<?> closer = Homes.declaring(type, "close");
            if (known.toLend(Hooks.isKnown(closer)) && !known.physical) {
                Choice choice = (owner, hooks) -> {
                    hooks.add(Hooks.giveBack(owner, receiver));
                    hooks.add(Hooks.unwrap(owner, receiver));
                };
                weave(type, PATIENCE_MILLIS, choice, closer, () -> known.closesSeen = true);
            }
        }
        return known.closesSeen;
    }

    private boolean proxy(Object connection) {
        try {
            Class<?> type = Proxy.getInvocationHandler(connection).getClass();
            Known known = types.get(type);
            if (!known.lent) {
                known.lent = true;
                Choice choice = (owner, hooks) -> HandleHooks.proxy(owner, receiver, hooks);
                Class<?> invoked = Homes.declaring(type, "invoke", Object.class, Method.class, Object[].class);
                weave(type, PATIENCE_MILLIS, choice, invoked, () -> known.closesSeen = true);
            }
            return known.closesSeen;
        } catch (SecurityException denied) {
            return false;
        }
    }

    /** Pooled connections are of that class. */
    void pooled(Class<?> type) {
        Known known = types.get(type);
        if (!known.pooled) {
            known.pooled = true;
            weave(type, PATIENCE_MILLIS, (owner, hooks) -> HandleHooks.pooled(owner, receiver, hooks));
        }
    }

    /** Handles are of that class, and what is inside of them is not followed. */
    void handle(Class<?> type) {
        Known known = types.get(type);
        if (!known.handle) {
            known.handle = true;
            weave(type, PATIENCE_MILLIS, (owner, hooks) -> StatementHooks.transaction(owner, receiver, hooks::add));
        }
    }

    /** The branches of distributed transactions are told to objects of that class. */
    void resource(Class<?> type) {
        Known known = types.get(type);
        if (!known.resource) {
            known.resource = true;
            weave(type, PATIENCE_MILLIS, (owner, hooks) -> HandleHooks.resource(owner, receiver, hooks));
        }
    }

    /** A driver's connection handed out a statement of that class; a first one waits for it to be woven. */
    void statement(Class<?> type) {
        Known known = types.get(type);
        if (!known.statement) {
            known.statement = true;
            weave(
                    type,
                    known,
                    PATIENCE_MILLIS,
                    (owner, hooks) -> StatementHooks.statement(owner, receiver, hooks::add));
        }
    }

    /** A driver's statement handed out a result set of that class. */
    void resultSet(Class<?> type) {
        Known known = types.get(type);
        if (!known.resultSet) {
            known.resultSet = true;
            weave(
                    type,
                    known,
                    PATIENCE_MILLIS,
                    (owner, hooks) -> StatementHooks.resultSet(owner, receiver, hooks::add));
        }
    }

    /** A driver of that class registered, or was found. */
    void driver(Class<?> type) {
        boolean news = false;
        synchronized (drivers) {
            if (drivers.size() < 1_000) {
                news = drivers.add(Homes.home(type));
                drivers.add(Homes.family(type));
            }
        }
        if (news) {
            // Its DataSource may be what loaded it.
            searchSoon();
        }
        weave(
                type,
                types.get(type),
                0,
                (owner, hooks) -> hooks.add(Hooks.open(owner, "connect", Hooks.OPEN, receiver)));
    }

    /** So many connections were opened so far: whoever opens them for others, a pool perhaps, is loaded by now. */
    void opened(long number) {
        if ((number & number - 1) == 0) {
            searchSoon();
        }
    }

    /** At once for the first few; where drivers come and go all the time the sensor's own rounds must do. */
    private void searchSoon() {
        if (hurried.get() < MOST_HURRIED && asked.compareAndSet(false, true)) {
            hurried.incrementAndGet();
            late.later(this::search);
        }
    }

    /** Looks for drivers and DataSources that never passed through DriverManager; agent's thread. */
    void search() {
        asked.set(false);
        for (Class<?> driver : late.loaded(Sql.driver())) {
            driver(driver);
        }
        for (Class<?> source : late.loaded(Sql.source())) {
            found(source);
        }
        for (Class<?> pooled : late.loaded(Sql.pooledConnection())) {
            pooled(pooled);
        }
    }

    private void found(Class<?> type) {
        boolean ofDriver;
        synchronized (drivers) {
            ofDriver = drivers.contains(Homes.home(type)) || drivers.contains(Homes.family(type));
        }
        int op = ofDriver && !Openers.isPool(type.getName()) ? Hooks.OPEN : Hooks.BORROW;
        weave(type, types.get(type), 0, (owner, hooks) -> {
            if (op == Hooks.OPEN || Sql.isDataSource(type)) {
                hooks.add(Hooks.open(owner, "getConnection", op, receiver));
            }
            for (String method : HandleHooks.MAKERS) {
                hooks.add(Hooks.open(owner, method, op == Hooks.OPEN ? op : HandleHooks.ADAPT, receiver));
            }
            if (op == Hooks.BORROW && PoolGetters.haveSize(type)) {
                hooks.add(Hooks.shut(owner, receiver));
                if (owner.equals(type.getName().replace('.', '/'))) {
                    hooks.add(Hooks.build(owner, Hooks.BUILD_UNKNOWN, receiver));
                }
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
        weave(type, patience, choice, null, () -> {});
    }

    /** @param watched whose hooks {@code inPlace} waits for, null = it is never run */
    private void weave(Class<?> type, long patience, Choice choice, @Nullable Class<?> watched, Runnable inPlace) {
        if (!isWeavable(type)) {
            return;
        }
        Class<?> one = type;
        for (int i = 0; i < HIGHEST && one != null && !Homes.isPlatform(one); i++, one = one.getSuperclass()) {
            String owner = one.getName().replace('.', '/');
            List<Hook> hooks = new ArrayList<>();
            if (!Hooks.isKnown(one)) {
                choice.add(owner, hooks);
                late.weave(one, hooks, patience, one == watched ? inPlace : () -> {});
            } else if (one == watched) {
                inPlace.run();
            }
        }
    }

    static boolean isWeavable(Class<?> type) {
        return !type.isHidden() && !Proxy.isProxyClass(type);
    }
}
