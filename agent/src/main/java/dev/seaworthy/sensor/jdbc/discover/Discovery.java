package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.discover.ClassOrigins;
import dev.seaworthy.sensor.discover.Lineages;
import dev.seaworthy.sensor.jdbc.pool.Openers;
import dev.seaworthy.sensor.jdbc.pool.PoolGetters;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds drivers, DataSources and connections that no list names, by what they do, and has them woven. Thread-safe. What
 * is known of a class is kept in the class itself, so that it goes with it.
 */
public final class Discovery {

    /** Beyond these a new place sets off no search: the number of connections still does, and the sensor's own rounds. */
    private static final int MOST_OPENERS = 1_000;

    private static final int MOST_DRIVERS = 1_000;

    private final Receiver receiver;
    private final Late late;
    private final Lineages lineages;
    /** Where drivers live. */
    private final Set<String> drivers = ConcurrentHashMap.newKeySet();

    public final LenderClasses lenders = new LenderClasses();
    private final Set<Long> openers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ClassValue<KnownClass> types = new ClassValue<>() {
        @Override
        protected KnownClass computeValue(Class<?> type) {
            return new KnownClass(type);
        }
    };

    public Discovery(Receiver receiver, Late late) {
        this.receiver = receiver;
        this.late = late;
        this.lineages = new Lineages(late, Hooks::isKnown);
    }

    /** What a hook of such a number means for that object. */
    public int kind(int op, @Nullable Object self) {
        return op == Hooks.OPEN && self != null && types.get(self.getClass()).handsOn ? Hooks.BORROW : op;
    }

    /** Something lent that object a connection, to be handed out again; whether it is a DataSource. */
    public boolean handsOn(Object self) {
        if (!JdbcTypes.isDataSource(self.getClass())) {
            return false;
        }
        types.get(self.getClass()).handsOn = true;
        return true;
    }

    public KnownClass of(Class<?> type) {
        return types.get(type);
    }

    /** A physical connection of that class was handed out. */
    public KnownClass physical(Class<?> type) {
        KnownClass known = types.get(type);
        if (!known.physical) {
            Class<?> closer = ClassOrigins.declaring(type, "close");
            known.woven(Hooks.isKnown(closer)); // before others see that it is known, and come and go
            known.physical = true;
            if (!JdbcTypes.isConnectionClass(type)) {
                pooled(type, known, closer, true);
            } else if (known.toWeave()) {
                weave(type, known, closer, Hooks::connection);
            }
            search();
        }
        return known;
    }

    /**
     * A borrowed connection was handed out: its close will give it back.
     *
     * @return whether that will be seen. While the first of a class waits for its hooks others may come and go unseen,
     *     and the JVM may refuse them
     */
    public boolean lent(Object connection, KnownClass known) {
        Class<?> type = connection.getClass();
        if (Proxy.isProxyClass(type)) {
            return proxy(connection);
        }
        if (!known.lent) {
            Class<?> closer = ClassOrigins.declaring(type, "close");
            if (known.toLend(Hooks.isKnown(closer)) && !known.physical) {
                weave(type, known, closer, Hooks::lent);
            }
        }
        return known.closesSeen;
    }

    private boolean proxy(Object connection) {
        try {
            Class<?> type = Proxy.getInvocationHandler(connection).getClass();
            KnownClass known = types.get(type);
            if (!known.lent) {
                known.lent = true;
                Class<?> invoked = ClassOrigins.declaring(type, "invoke", Object.class, Method.class, Object[].class);
                weave(type, known, invoked, HandleHooks::proxy);
            }
            return known.closesSeen;
        } catch (SecurityException denied) {
            return false;
        }
    }

    /** @param closer whose hooks show the close, null where these do not */
    private void weave(Class<?> type, KnownClass known, @Nullable Class<?> closer, Consumer<HookedClass> hooks) {
        lineages.weave(type, true, at(hooks), closer, () -> inPlace(known, closer));
    }

    /** What declares its close has its hooks: for sure if it was woven just now, or was loaded with them. */
    private void inPlace(KnownClass known, @Nullable Class<?> closer) {
        known.alive |= closer != null && (!Hooks.isKnown(closer) || late.isBornWith(closer));
        known.closesSeen = true;
    }

    private Lineages.Choice at(Consumer<HookedClass> hooks) {
        return (owner, into) -> hooks.accept(new HookedClass(owner, receiver, into));
    }

    /** Pooled connections are of that class. */
    public void pooled(Class<?> type) {
        pooled(type, types.get(type), null, true);
    }

    /** @param closer what declares the close of one that stands for a physical connection, else null */
    private void pooled(Class<?> type, KnownClass known, @Nullable Class<?> closer, boolean waits) {
        boolean first = !known.pooled;
        known.pooled = true;
        boolean ends = closer != null && known.toWeave();
        if (!first && !ends) {
            return;
        }
        boolean resource = JdbcTypes.isResource(type) && !known.resource;
        known.resource |= resource;
        Lineages.Choice choice = at(in -> {
            if (ends) {
                Hooks.ends(in, "close");
            }
            HandleHooks.pooled(in);
            if (resource) {
                HandleHooks.resource(in);
            }
        });
        lineages.weave(type, waits, choice, ends ? closer : null, () -> inPlace(known, closer));
    }

    /** Handles are of that class, and what is inside of them is not followed. They may be lent, too. */
    public void handle(Class<?> type) {
        KnownClass known = types.get(type);
        if (!known.handle) {
            known.handle = true;
            Class<?> closer = ClassOrigins.declaring(type, "close");
            boolean lends = known.toLend(Hooks.isKnown(closer)) && !known.physical;
            weave(type, known, lends ? closer : null, in -> {
                StatementHooks.transaction(in);
                if (lends) {
                    Hooks.lent(in);
                }
            });
        }
    }

    /** The branches of distributed transactions are told to objects of that class. */
    public void resource(Class<?> type) {
        KnownClass known = types.get(type);
        if (!known.resource) {
            known.resource = true;
            lineages.weave(type, true, at(HandleHooks::resource));
        }
    }

    /** A driver's connection handed out a statement of that class; a first one waits for it to be woven. */
    public void statement(Class<?> type) {
        if (types.get(type).toFollow()) {
            lineages.weave(type, true, at(StatementHooks::statement));
        }
    }

    /** A driver's statement handed out that result set, or none; the first of a class waits for it to be woven. */
    public void resultSet(@Nullable Object rows) {
        if (rows != null && types.get(rows.getClass()).toFollow()) {
            lineages.weave(rows.getClass(), true, at(StatementHooks::resultSet));
        }
    }

    /** A driver of that class registered, or was found. */
    public void driver(Class<?> type) {
        connect(List.of(type));
    }

    private boolean isNews(Class<?> driver) {
        if (drivers.size() >= MOST_DRIVERS) {
            return false;
        }
        boolean news = drivers.add(ClassOrigins.home(driver));
        drivers.add(ClassOrigins.family(driver));
        return news;
    }

    /**
     * A connection was opened: what opens it for others, a pool perhaps, is loaded by now. That is looked for with each
     * place that opened none before, and each time that their number doubles.
     *
     * @param number how many were opened so far
     * @param place key of the calling code
     */
    public void opened(long number, long place) {
        boolean isNew = openers.size() < MOST_OPENERS && openers.add(place);
        if (isNew || (number & number - 1) == 0) {
            search();
        }
    }

    /** Looks for drivers and DataSources that never passed through DriverManager; from any thread. */
    public void search() {
        if (looking.compareAndSet(false, true)) {
            late.look(JdbcTypes.driver(), this::drivers);
            late.look(JdbcTypes.source(), this::sources);
            late.look(JdbcTypes.pooledConnection(), this::pooled);
        }
    }

    private void drivers(List<Class<?>> found) {
        looking.set(false);
        connect(found);
    }

    private void connect(List<Class<?>> found) {
        Map<Class<?>, List<Hook>> batch = new LinkedHashMap<>();
        for (Class<?> type : found) {
            if (isNews(type)) {
                // Its DataSource may be what loaded it.
                search();
            }
            if (types.get(type).toWeave()) {
                lineages.gather(batch, type, at(in -> Hooks.open(in, "connect", Hooks.OPEN)));
            }
        }
        lineages.weave(batch);
    }

    private void sources(List<Class<?>> found) {
        Map<Class<?>, List<Hook>> batch = new LinkedHashMap<>();
        for (Class<?> type : found) {
            if (types.get(type).toWeave()) {
                source(type, batch);
            }
        }
        lineages.weave(batch);
    }

    private void pooled(List<Class<?>> found) {
        for (Class<?> type : found) {
            pooled(type, types.get(type), null, false);
        }
    }

    private void source(Class<?> type, Map<Class<?>, List<Hook>> batch) {
        boolean ofDriver = drivers.contains(ClassOrigins.home(type)) || drivers.contains(ClassOrigins.family(type));
        int op = ofDriver && !Openers.isPool(type.getName()) ? Hooks.OPEN : Hooks.BORROW;
        if (op == Hooks.BORROW) {
            lenders.add(type);
        }
        Consumer<HookedClass> hooks = in -> {
            if (op == Hooks.OPEN || JdbcTypes.isDataSource(type)) {
                Hooks.open(in, "getConnection", op);
            }
            Hooks.open(in, HandleHooks.MAKERS, op == Hooks.OPEN ? op : HandleHooks.ADAPT);
            if (op == Hooks.BORROW && (JdbcTypes.isDataSource(type) || PoolGetters.haveSize(type))) {
                Hooks.shut(in);
                if (in.owner.equals(type.getName().replace('.', '/'))) {
                    Hooks.build(in, Hooks.BUILD_UNKNOWN);
                }
            }
        };
        lineages.gather(batch, type, at(hooks));
    }
}
