package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionShared;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToyPoolTest {

    private static final String HIBERNATE =
            "org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProvider";

    private final Harbour harbour = new Harbour(new ToyPool());
    private final PoolsSeen pools = new PoolsSeen(new ToyPool());

    @ParameterizedTest
    @ValueSource(
            strings = {
                HIBERNATE,
                HIBERNATE + "Impl",
                "org.apache.ibatis.datasource.pooled.PooledDataSource",
                "org.postgresql.ds.PGPoolingDataSource",
                "org.springframework.jdbc.datasource.SingleConnectionDataSource"
            })
    void flags_toys_that_serve_requests(String pool) {
        pools.pool = pool;
        pools.served(Unit.Kind.REQUEST);

        assertThat(pools.one().message()).startsWith("Requests are served from ");
        assertThat(pools.one().evidence()).containsEntry("pool", pool);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.zaxxer.hikari.HikariDataSource",
                "org.apache.commons.dbcp2.BasicDataSource",
                "org.apache.ibatis.datasource.unpooled.UnpooledDataSource",
                "org.postgresql.ds.PGSimpleDataSource",
                "org.springframework.jdbc.datasource.DriverManagerDataSource",
                "com.acme.PooledDataSource"
            })
    void stays_silent_about_other_data_sources(String pool) {
        pools.pool = pool;
        pools.served(Unit.Kind.REQUEST);

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_schema_tools_and_jobs() {
        pools.pool = HIBERNATE;
        pools.served(Unit.Kind.NONE);
        pools.served(Unit.Kind.TASK);

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_databases_inside_the_process() {
        pools.pool = HIBERNATE;
        pools.database = PoolsSeen.embedded();
        pools.served(Unit.Kind.REQUEST);

        assertThat(pools.found).isEmpty();
    }

    @Test
    void flags_statements_of_two_threads_on_one_connection() {
        shared(true, 2, 5);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("shared-connection");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @Test
    void flags_the_one_connection_that_serves_all() {
        shared(false, 16, 1);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("16 requests", "no other was ever opened"));
    }

    @Test
    void stays_silent_where_there_are_other_connections_and_about_single_writers() {
        shared(false, 16, 2);
        harbour.database = PoolsSeen.embedded();
        shared(true, 16, 1);

        assertThat(harbour.found).isEmpty();
    }

    private void shared(boolean overlapped, int units, int connections) {
        harbour.see(new ConnectionShared(harbour.here(), harbour.database, units, overlapped, connections));
    }
}
