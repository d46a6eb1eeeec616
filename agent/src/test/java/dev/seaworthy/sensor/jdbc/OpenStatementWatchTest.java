package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.StatementsKept;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which statements are told to stay open, and where they were run. */
class OpenStatementWatchTest implements Observations, Late {

    private static final String QUERY = "select a from t where id = ?";

    private final List<StatementsKept> told = new ArrayList<>();
    private final Jdbc jdbc = new Jdbc(new Receiver() {}, new Surroundings(key -> null), this, this);
    private final List<Object> kept = new ArrayList<>();
    private final Object driver = new Object();
    private final Connection connection = open();

    @Override
    public void add(Observation seen) {
        if (seen instanceof StatementsKept one) {
            told.add(one);
        }
    }

    @Override
    public void count(String sense, long more) {}

    @Override
    public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

    @Override
    public void later(Runnable task) {}

    private Connection open() {
        Connection made = Fakes.of(Connection.class);
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, made, driver, null, null);
        return made;
    }

    private <T extends Statement> T made(Class<T> type, @Nullable String prepared, Connection on) {
        T made = Fakes.of(type);
        kept.add(made);
        jdbc.enter(StatementHooks.MADE, on, prepared, null);
        jdbc.exit(StatementHooks.MADE, made, on, null, null);
        return made;
    }

    private <T extends Statement> T run(Class<T> type, @Nullable String prepared, @Nullable String sql) {
        T made = made(type, prepared, connection);
        jdbc.enter(StatementHooks.RUN, made, sql, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
        return made;
    }

    private void leaks() {
        leaksOn(connection);
    }

    private void leaksOn(Connection on) {
        PreparedStatement made = made(PreparedStatement.class, QUERY, on);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
    }

    /** The same text, run at another line. */
    private void closes() {
        PreparedStatement made = made(PreparedStatement.class, QUERY, connection);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
        close(made);
    }

    private void close(Object statement) {
        jdbc.enter(StatementHooks.DROP, statement, null, null);
    }

    @Test
    void more_than_a_hundred_are_told_once_until_they_have_doubled() {
        for (int i = 0; i < 100; i++) {
            leaks();
        }
        assertThat(told).isEmpty();
        for (int i = 0; i < 100; i++) {
            leaks();
        }

        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.open()).isEqualTo(101);
            assertThat(one.shapes()).isEqualTo(1);
        });
        for (int i = 0; i < 20; i++) {
            leaks();
        }
        assertThat(told).extracting(StatementsKept::open).hasSize(2).last().isEqualTo(211);
    }

    @Test
    void the_place_is_of_one_that_stays_open_not_of_its_twin_that_closes() {
        for (int i = 0; i < 120; i++) {
            closes();
            leaks();
            closes();
        }

        assertThat(told)
                .singleElement()
                .satisfies(one -> assertThat(one.origin().site().stack())
                        .extracting(Place::method)
                        .contains("leaksOn")
                        .doesNotContain("closes"));
    }

    @Test
    void what_is_closed_or_closes_itself_is_not_open() {
        for (int i = 0; i < 300; i++) {
            closes();
            Statement completes = run(PreparedStatement.class, "select b from t", null);
            jdbc.enter(StatementHooks.COMPLETE, completes, null, null);
            if (i % 2 == 0) {
                close(completes);
            }
        }

        assertThat(told).isEmpty();
    }

    @Test
    void each_text_is_told_once_where_statements_are_prepared() {
        for (int i = 0; i < 120; i++) {
            PreparedStatement cached = run(PreparedStatement.class, "select " + i + " from t where id = ?", null);
            run(Statement.class, null, "select " + i + " from u");
            assertThat(cached).isNotNull();
        }

        assertThat(told)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.shapes()).isBetween(one.open() / 2, one.open() / 2 + 2));
    }

    @Test
    void statements_of_all_kinds_that_one_line_runs_are_told_there() {
        for (int i = 0; i < 120; i++) {
            run(Statement.class, null, "select a" + i + " from t");
        }

        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.shapes()).isEqualTo(1);
            assertThat(one.origin().site().place()).extracting(Place::method).isEqualTo("run");
        });
    }

    @Test
    void garbage_is_not_open() {
        for (int i = 0; i < 90; i++) {
            leaks();
        }
        kept.clear();
        for (int i = 0; i < 100 && jdbc.shared.connections.get(connection).openStatements > 0; i++) {
            jdbc.tick(0, false);
            System.gc();
        }
        for (int i = 0; i < 90; i++) {
            leaks();
        }

        assertThat(told).isEmpty();
    }

    @Test
    void another_connection_has_its_own() {
        for (int i = 0; i < 60; i++) {
            leaks();
        }
        Connection other = open();
        for (int i = 0; i < 60; i++) {
            leaksOn(other);
        }

        assertThat(told).isEmpty();
    }
}
