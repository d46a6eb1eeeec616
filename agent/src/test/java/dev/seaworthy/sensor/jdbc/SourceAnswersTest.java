package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbcx.JdbcDataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;

/** Whose getters are called, when, and how often. */
class SourceAnswersTest {

    private static final String PASSWORD = "kR8-vTq2.zLw";

    private final List<Observation> told = new ArrayList<>();
    private final Waiting late = new Waiting();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Jdbc jdbc = new Jdbc(
            new Receiver() {},
            surroundings,
            new Observations() {
                @Override
                public void add(Observation seen) {
                    told.add(seen);
                }

                @Override
                public void count(String sense, long more) {}
            },
            late);

    /** Has the agent's thread, and the one that asks, do nothing until it is let. */
    private static final class Waiting implements Late {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean deaf;
        private boolean working;

        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void ask(Runnable question) {
            if (working && !deaf) {
                question.run();
            } else if (!deaf) {
                later(question);
            }
        }

        void work() {
            working = true;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            working = false;
        }
    }

    /** Fetches a token for each password and for its properties; keeps its URL where no field says that it is one. */
    public static final class TokenSource {
        final Map<String, Integer> calls = new ConcurrentHashMap<>();
        private final StringBuilder url = new StringBuilder("jdbc:postgresql://db/shop");

        private void called(String name) {
            calls.merge(name, 1, Integer::sum);
        }

        public String getUrl() {
            called("getUrl");
            return url.toString();
        }

        public String getUser() {
            called("getUser");
            return "app";
        }

        public String getPassword() {
            called("getPassword");
            return PASSWORD;
        }

        public Properties getConnectionProperties() {
            called("getConnectionProperties");
            Properties properties = new Properties();
            properties.setProperty("sslmode", "verify-full");
            properties.setProperty("password", PASSWORD);
            return properties;
        }

        public int getSocketTimeout() {
            called("getSocketTimeout");
            return 7;
        }
    }

    /** Names its database in a field. */
    public static final class KnownClass {
        final String address = "jdbc:h2:tcp://db/shop";

        public String getPassword() {
            throw new AssertionError("a token more");
        }

        public String getURL() {
            throw new AssertionError("known by its field");
        }
    }

    private void open(Object source) {
        jdbc.enter(Hooks.OPEN, source, null, null);
        jdbc.exit(Hooks.OPEN, Fakes.of(Connection.class), source, null, null);
    }

    private <T> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void an_opened_connection_waits_for_no_getter() {
        TokenSource source = new TokenSource();
        open(source);
        jdbc.enter(Hooks.OPEN, source, null, null);
        jdbc.thrown(Hooks.OPEN, new SQLException("refused", "28P01"), source, null, null);

        assertThat(source.calls).isEmpty();
        assertThat(told(ConnectionOpened.class)).hasSize(1);
        assertThat(told(ConnectionRefused.class)).hasSize(1);
    }

    @Test
    void each_getter_is_called_once_per_object_and_none_for_the_password() {
        TokenSource source = new TokenSource();
        for (int i = 0; i < 20; i++) {
            open(source);
            late.work();
        }

        assertThat(source.calls).doesNotContainKey("getPassword").containsKeys("getUrl", "getConnectionProperties");
        assertThat(source.calls.values()).allMatch(times -> times == 1);
    }

    @Test
    void what_the_getters_said_counts_once_they_were_asked() {
        TokenSource source = new TokenSource();
        open(source);
        late.work();
        open(source);
        late.work();

        assertThat(told(ConnectionOpened.class).get(1).database().url()).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(told(ConnectionOpened.class).get(1).database().user()).isEqualTo("app");
        assertThat(told(ConnectionConfigured.class))
                .anySatisfy(one -> assertThat(one.encryption()).isEqualTo(Encryption.VERIFIED))
                .anySatisfy(one -> assertThat(one.readMillis()).isEqualTo(7_000));
    }

    @Test
    void one_that_never_answers_is_judged_by_what_it_was_given() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:tcp://db/shop");
        late.deaf = true;
        open(source);
        late.work();

        assertThat(told(ConnectionConfigured.class)).hasSize(1);
    }

    @Test
    void a_drivers_own_data_source_is_known_by_its_fields() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:tcp://db/shop");
        h2.setUser("sa");
        h2.setPassword(PASSWORD);
        JDBCDataSource hsql = new JDBCDataSource();
        hsql.setURL("jdbc:hsqldb:hsql://db/shop");
        hsql.setUser("SA");
        hsql.setPassword("sa");
        open(h2);
        open(hsql);

        assertThat(told(ConnectionOpened.class))
                .extracting(
                        one -> one.database().product() + " " + one.database().user() + " " + one.weakPassword())
                .containsExactly("h2 sa ", "hsqldb SA same as the user");
        assertThat(surroundings.secrets().find("it is " + PASSWORD)).isNotNull();
    }

    @Test
    void one_that_is_known_by_its_fields_is_asked_for_nothing_that_they_say() {
        KnownClass source = new KnownClass();
        open(source);
        late.work();

        assertThat(told(ConnectionOpened.class).get(0).database().host()).isEqualTo("db");
    }
}
