package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.StatementRan;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.weave.Hook;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JdbcSensorTest {

    private static final String URL = "jdbc:postgresql://db:5432/shop";

    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final JdbcSensor sensor = new JdbcSensor(surroundings, new Counting(), new AtOnce());

    private final class Counting implements Observations {
        @Override
        public void add(Observation one) {
            seen.add(one);
        }

        @Override
        public void count(String sense, long more) {
            counts.merge(sense, more, Long::sum);
        }
    }

    private static final class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {
            task.run();
        }
    }

    /** A connection that knows nothing. */
    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> null);
    }

    private final Object driver = new Object();

    private void enter(Object self, @Nullable Object b, @Nullable Object c) {
        sensor.enter(Hooks.OPEN, self, b, c);
    }

    private Connection open() {
        return open(connection());
    }

    private Connection open(Connection made) {
        enter(driver, URL, login("app", "kR8-vTq2.zLw"));
        sensor.exit(Hooks.OPEN, made, driver, null, null);
        return made;
    }

    private static Properties login(String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    private void touch(Connection connection) {
        sensor.enter(StatementHooks.MADE, connection, "select 1", null);
        sensor.exit(StatementHooks.MADE, null, connection, "select 1", null);
    }

    private void close(Connection connection) {
        sensor.enter(Hooks.END, connection, null, null);
    }

    private void inUnit(Runnable work) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        try {
            work.run();
        } finally {
            surroundings.units().end();
        }
    }

    private <T extends Observation> List<T> all(Class<T> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private int uses() {
        return all(ConnectionClosed.class).get(0).uses();
    }

    @Test
    void tells_of_an_open_with_user_and_without_secret() {
        open();

        ConnectionOpened opened = all(ConnectionOpened.class).get(0);
        assertThat(opened.database().url()).isEqualTo(URL);
        assertThat(opened.database().user()).isEqualTo("app");
        assertThat(opened.openNow()).isEqualTo(1);
        assertThat(opened.weakPassword()).isEmpty();
        assertThat(seen.toString()).doesNotContain("kR8-vTq2.zLw");
    }

    @Test
    void counts_a_connection_that_is_wrapped_five_times_once() {
        Object[] wrappers = {new Object(), new Object(), new Object(), new Object(), new Object()};
        for (Object wrapper : wrappers) {
            enter(wrapper, URL, new Properties());
        }
        Connection physical = open();
        for (int i = wrappers.length - 1; i >= 0; i--) {
            sensor.exit(Hooks.OPEN, connection(), wrappers[i], null, null);
        }

        assertThat(all(ConnectionOpened.class)).hasSize(1);
        close(physical);
        assertThat(all(ConnectionClosed.class)).hasSize(1);
    }

    @Test
    void a_driver_that_returns_nothing_opened_nothing() {
        Object manager = new Object();
        enter(manager, URL, new Properties());
        enter(driver, URL, new Properties());
        sensor.exit(Hooks.OPEN, null, driver, null, null);
        sensor.exit(Hooks.OPEN, null, manager, null, null);

        assertThat(seen).isEmpty();
        open();
        assertThat(all(ConnectionOpened.class)).hasSize(1);
    }

    @Test
    void a_failure_is_told_once_by_the_outermost() {
        Object manager = new Object();
        SQLException full = new SQLException("FATAL: sorry, too many clients already", "53300");
        open();
        enter(manager, URL, login("app", "x"));
        enter(driver, URL, login("app", "x"));
        sensor.thrown(Hooks.OPEN, full, driver, null, null);
        sensor.thrown(Hooks.OPEN, new SQLException("wrapped", full), manager, null, null);

        assertThat(all(ConnectionRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.sqlState()).isEqualTo("53300");
            assertThat(refused.openNow()).isEqualTo(1);
            assertThat(refused.holders()).hasSize(1);
        });
    }

    @Test
    void what_is_no_database_s_word_is_no_refusal() {
        enter(driver, URL, new Properties());
        sensor.thrown(Hooks.OPEN, new IllegalStateException("bug"), driver, null, null);

        assertThat(seen).isEmpty();
    }

    @Test
    void a_close_is_told_once() {
        Connection connection = open();
        close(connection);
        close(connection);

        assertThat(all(ConnectionClosed.class)).hasSize(1);
    }

    @Test
    void one_unit_of_work_is_one_use() {
        Connection[] opened = new Connection[1];
        inUnit(() -> {
            opened[0] = open();
            touch(opened[0]);
            touch(opened[0]);
        });
        close(opened[0]);

        assertThat(uses()).isEqualTo(1);
        assertThat(all(ConnectionReused.class)).isEmpty();
        assertThat(all(StatementRan.class)).hasSize(1);
    }

    @Test
    void the_first_requests_that_use_a_database_show_the_lines_and_the_later_ones_a_known_one() {
        Connection connection = open();
        for (int i = 0; i < 19; i++) {
            inUnit(() -> touch(connection));
        }
        for (int i = 0; i < 2; i++) {
            inUnit(() -> {
                sensor.enter(StatementHooks.MADE, connection, "select 2", null);
                sensor.exit(StatementHooks.MADE, null, connection, "select 2", null);
            });
        }

        List<StatementRan> ran = all(StatementRan.class);
        assertThat(ran).hasSize(21);
        assertThat(ran.get(19).origin().site()).isNotEqualTo(ran.get(0).origin().site());
        assertThat(ran.get(20).origin().site()).isSameAs(ran.get(0).origin().site());
        assertThat(ran).extracting(one -> one.origin().unit().id()).doesNotHaveDuplicates();
    }

    @Test
    void a_second_unit_of_work_is_reuse_and_is_told_once() {
        Connection connection = open();
        for (int i = 0; i < 4; i++) {
            inUnit(() -> touch(connection));
        }
        close(connection);

        assertThat(all(ConnectionReused.class)).hasSize(1);
        assertThat(uses()).isEqualTo(4);
    }

    @Test
    void the_first_unit_after_the_opener_s_has_ended_is_reuse() {
        Connection[] opened = new Connection[1];
        inUnit(() -> opened[0] = open());
        inUnit(() -> touch(opened[0]));

        assertThat(all(ConnectionReused.class)).hasSize(1);
    }

    @Test
    void without_units_a_connection_s_life_is_one_use() {
        for (int i = 0; i < 5; i++) {
            Connection connection = open();
            touch(connection);
            touch(connection);
            close(connection);
        }

        assertThat(all(ConnectionClosed.class))
                .hasSize(5)
                .allSatisfy(closed -> assertThat(closed.uses()).isEqualTo(1));
        assertThat(all(ConnectionReused.class)).isEmpty();
    }

    @Test
    void without_units_a_return_to_a_connection_after_others_is_reuse() {
        Connection[] pool = {open(), open(), open(), open()};
        for (int round = 0; round < 2; round++) {
            for (Connection connection : pool) {
                touch(connection);
            }
        }

        assertThat(all(ConnectionReused.class)).hasSize(4);
    }

    @Test
    void without_units_copying_from_one_to_another_is_no_reuse() {
        Connection from = open();
        Connection to = open();
        for (int i = 0; i < 10; i++) {
            touch(from);
            touch(to);
        }

        assertThat(all(ConnectionReused.class)).isEmpty();
    }

    @Test
    void without_units_a_hand_over_to_one_worker_is_no_reuse_but_to_a_second_is() throws InterruptedException {
        Connection connection = open();
        touch(connection);
        inThread(() -> touch(connection));
        assertThat(all(ConnectionReused.class)).isEmpty();
        inThread(() -> touch(connection));

        assertThat(all(ConnectionReused.class)).hasSize(1);
    }

    @Test
    void a_driver_that_hands_out_a_closed_connection_again_has_a_pool_inside() {
        Connection connection = open();
        close(connection);
        enter(driver, URL, new Properties());
        sensor.exit(Hooks.OPEN, connection, driver, null, null);

        assertThat(all(ConnectionOpened.class)).hasSize(1);
        assertThat(all(ConnectionReused.class)).hasSize(1);
    }

    @Test
    void a_connection_that_nobody_can_reach_any_more_is_lost() {
        openAndForget();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            sensor.tick(System.currentTimeMillis(), false);
            return !all(ConnectionClosed.class).isEmpty();
        });
        assertThat(all(ConnectionClosed.class).get(0).end()).isEqualTo(ConnectionClosed.End.LOST);
    }

    private void openAndForget() {
        touch(open(Fakes.of(Connection.class)));
    }

    /** As on the way of an error: no connection of its class was ever used or closed. */
    @Test
    void one_that_is_lost_before_anything_ran_on_it_is_lost_too() {
        open(Fakes.of(Connection.class));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            sensor.tick(System.currentTimeMillis(), false);
            return !all(ConnectionClosed.class).isEmpty();
        });
        assertThat(all(ConnectionClosed.class).get(0).end()).isEqualTo(ConnectionClosed.End.LOST);
        assertThat(uses()).isZero();
    }

    @Test
    void nothing_is_said_of_one_whose_close_nobody_would_see() {
        open(); // a class that cannot have hooks
        WeakReference<Connection> lost = new WeakReference<>(open());

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            sensor.tick(System.currentTimeMillis(), false);
            return lost.refersTo(null);
        });
        sensor.tick(System.currentTimeMillis(), true);
        assertThat(all(ConnectionOpened.class)).hasSize(2);
        assertThat(all(ConnectionClosed.class)).isEmpty();
    }

    @Test
    void a_pool_is_told_with_the_database_that_it_opened() {
        Object pool = new Object();
        sensor.exit(Hooks.BUILD, null, pool, null, null);
        sensor.enter(Hooks.BORROW, pool, null, null);
        open();
        sensor.exit(Hooks.BORROW, connection(), pool, null, null);
        sensor.enter(Hooks.BORROW, pool, null, null);
        sensor.exit(Hooks.BORROW, connection(), pool, null, null);
        sensor.tick(System.currentTimeMillis(), false);

        assertThat(all(PoolBuilt.class)).singleElement().satisfies(built -> {
            assertThat(built.database().url()).isEqualTo(URL);
            assertThat(built.liveNow()).isEqualTo(1);
        });
        assertThat(counts).containsEntry("jdbc.borrow", 2L);
    }

    @Test
    void the_outermost_close_of_a_borrowed_connection_is_one_return() {
        Connection wrapper = Fakes.of(Connection.class);
        Object wrapped = new Object();
        Object pool = new Object();
        sensor.enter(Hooks.BORROW, pool, null, null);
        sensor.exit(Hooks.BORROW, wrapper, pool, null, null);
        sensor.enter(Hooks.RETURN, wrapper, null, null);
        sensor.enter(Hooks.RETURN, wrapped, null, null);
        sensor.exit(Hooks.RETURN, null, wrapped, null, null);
        sensor.thrown(Hooks.RETURN, new SQLException("gone"), wrapper, null, null);
        sensor.tick(System.currentTimeMillis(), false);

        assertThat(counts).containsEntry("jdbc.return", 1L);
    }

    @Test
    void pools_of_two_applications_are_counted_apart() {
        List<Object> kept = new ArrayList<>();
        for (ClassLoader loader : new ClassLoader[] {new ClassLoader() {}, new ClassLoader() {}}) {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                Object pool = new Object();
                sensor.exit(Hooks.BUILD, null, pool, null, null);
                sensor.enter(Hooks.BORROW, pool, null, null);
                open();
                sensor.exit(Hooks.BORROW, connection(), pool, null, null);
                kept.add(pool);
            } finally {
                Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
            }
        }
        sensor.tick(System.currentTimeMillis(), false);

        assertThat(all(PoolBuilt.class))
                .hasSize(2)
                .allSatisfy(built -> assertThat(built.liveNow()).isEqualTo(1));
        assertThat(kept).hasSize(2);
        assertThat(all(PoolBuilt.class).stream().map(PoolBuilt::application)).doesNotHaveDuplicates();
    }

    @Test
    void a_hundred_thousand_urls_stay_bounded() {
        for (int i = 0; i < 100_000; i++) {
            enter(driver, "jdbc:postgresql://db/" + i, new Properties());
            sensor.exit(Hooks.OPEN, connection(), driver, null, null);
            seen.clear();
        }

        touch(open());
        assertThat(all(ConnectionOpened.class)).hasSize(1);
    }

    @Test
    void a_call_that_never_said_that_it_returned_does_no_harm() {
        enter(new Object(), URL, new Properties());
        open();
        assertThat(all(ConnectionOpened.class)).hasSize(1);
        open();
        assertThat(all(ConnectionOpened.class)).hasSize(2);
    }

    private static void inThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }
}
