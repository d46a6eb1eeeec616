package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.HeldLocks;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits for classes to be woven, how often, and with which locks. */
class LineagesTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Waiting late = new Waiting();
    private final Jdbc jdbc = new Jdbc(new Receiver() {}, surroundings, new Silent(), late);
    private final Object driver = new Object();
    private final Object pool = new Object();

    /** Takes down each wait, and the locks of ours that the thread holds while it waits. */
    private static final class Waiting implements Late {
        final List<Set<Class<?>>> waits = new ArrayList<>();
        final List<String> locks = new ArrayList<>();

        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {
            throw new AssertionError("each hierarchy at once");
        }

        @Override
        public void weave(
                Map<Class<?>, List<Hook>> hierarchy,
                long patienceMillis,
                @Nullable Class<?> watched,
                Runnable inPlace) {
            if (patienceMillis > 0) {
                waits.add(hierarchy.keySet());
                locks.addAll(HeldLocks.ofOurs());
            }
            inPlace.run();
        }

        @Override
        public void later(Runnable task) {}
    }

    /** An object of a class that was never seen before, which implements all of these. */
    private static Object fresh(Class<?> parent, Class<?>... types) {
        try {
            return new ByteBuddy()
                    .subclass(parent)
                    .implement(types)
                    .method(ElementMatchers.isAbstract())
                    .intercept(StubMethod.INSTANCE)
                    .make()
                    .load(parent == Object.class ? LineagesTest.class.getClassLoader() : parent.getClassLoader())
                    .getLoaded()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Connection open() {
        Connection made = (Connection) fresh(Object.class, Connection.class);
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, made, driver, null, null);
        return made;
    }

    private PreparedStatement prepare(Connection on) {
        PreparedStatement made = (PreparedStatement) fresh(Object.class, PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, on, "select a from t", null);
        jdbc.exit(StatementHooks.MADE, made, on, "select a from t", null);
        return made;
    }

    private void run(PreparedStatement statement, @Nullable Object result) {
        jdbc.enter(StatementHooks.RUN, statement, null, null);
        jdbc.exit(StatementHooks.RUN, result, statement, null, null);
    }

    private static void assertOnceEach(List<Set<Class<?>>> waits) {
        Set<Class<?>> seen = new HashSet<>();
        for (Set<Class<?>> wait : waits) {
            for (Class<?> type : wait) {
                assertThat(seen.add(type)).as("%s is waited for again", type).isTrue();
            }
        }
    }

    @Test
    void nobody_waits_while_holding_a_lock() {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        Connection physical = open();
        run(prepare(physical), fresh(Object.class, ResultSet.class));
        PreparedStatement later = prepare(physical);
        run(later, null);
        jdbc.exit(StatementHooks.GIVE, fresh(Object.class, ResultSet.class), later, null, null);
        surroundings.units().end();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, fresh(Object.class, Connection.class), pool, null, null);

        // a connection, two statements and two result sets, and what a pool lent
        assertThat(late.waits).hasSize(6);
        assertOnceEach(late.waits);
        assertThat(late.locks).isEmpty();
    }

    @Test
    void a_pooled_connection_its_branches_and_its_handle_are_waited_for_once_each() {
        Object pooled = fresh(Object.class, XAConnection.class, XAResource.class);
        Object source = fresh(Object.class, DataSource.class);
        jdbc.enter(Hooks.OPEN, source, null, null);
        jdbc.exit(Hooks.OPEN, pooled, source, null, null);
        jdbc.exit(HandleHooks.RESOURCE, pooled, pooled, null, null);
        Object handle = fresh(Object.class, Connection.class);
        jdbc.enter(HandleHooks.HANDLE, pooled, null, null);
        jdbc.exit(HandleHooks.HANDLE, handle, pooled, null, null);

        assertThat(pooled).isInstanceOf(PooledConnection.class);
        assertThat(late.waits).containsExactly(Set.of(pooled.getClass()), Set.of(handle.getClass()));
        assertThat(late.locks).isEmpty();
    }

    @Test
    void a_class_and_its_superclasses_are_one_wait() {
        Connection base = (Connection) fresh(Object.class, Connection.class);
        Connection made = (Connection) fresh(base.getClass());
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, made, driver, null, null);

        assertThat(late.waits).containsExactly(Set.of(made.getClass(), base.getClass()));
    }

    @Test
    void a_process_that_makes_classes_by_the_dozen_stops_waiting() {
        for (int i = 0; i < 100; i++) {
            open();
        }

        assertThat(late.waits).hasSize(64);
    }
}
