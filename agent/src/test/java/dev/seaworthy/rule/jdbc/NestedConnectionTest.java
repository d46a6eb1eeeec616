package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.BorrowNested;
import dev.seaworthy.observation.BorrowNested.Known;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;

class NestedConnectionTest {

    private static final Place OUTER = new Place("com.acme.Orders", "place", "Orders.java", 20);

    private Known known = Known.SERVER;
    private final Harbour harbour = new Harbour(new NestedConnection());

    @Test
    void flags_a_pool_that_can_come_to_a_standstill() {
        nested(10, 2, 200);
        assertThat(harbour.confirmed()).isEmpty();
        nested(10, 2, 200);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message())
                    .contains(
                            "Orders.java:20",
                            "200 threads (the server's configuration) × 1 + 1 = 201 connections",
                            "the pool has 10");
            assertThat(found.evidence()).containsEntry("needed", 201L);
        });
    }

    @Test
    void calls_jobs_medium() {
        harbour.phase = Phase.JOB;
        nested(2, 2, 4);
        nested(2, 2, 4);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void stays_silent_where_the_pool_is_large_enough() {
        nested(5, 2, 4);
        nested(5, 2, 4);
        nested(9, 3, 4);
        nested(9, 3, 4);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_where_the_size_is_unknown() {
        nested(-1, 2, 4);
        nested(-1, 2, 4);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_at_start_up() {
        harbour.phase = Phase.STARTUP;
        nested(2, 2, 200);
        nested(2, 2, 200);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void says_where_the_number_of_threads_comes_from() {
        known = Known.PEAK;
        nested(10, 2, 12);
        nested(10, 2, 12);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .contains("12 threads (the peak of concurrent units of work) × 1 + 1 = 13"));
    }

    @Test
    void calls_no_pool_large_enough_for_threads_without_limit() {
        nested(500, 2, Integer.MAX_VALUE);
        nested(500, 2, Integer.MAX_VALUE);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message()).contains("any number of threads", "no pool is large enough");
            assertThat(found.evidence()).containsEntry("needed", "unlimited");
        });
    }

    @Test
    void adds_up_no_units_of_different_pools() {
        nested(2, 2, 200);
        harbour.database = new Database(
                "jdbc:postgresql://db:5432/other", "postgresql", "db", 5432, "other", "app", false, false, false, null);
        nested(2, 2, 200);

        assertThat(harbour.confirmed()).isEmpty();
    }

    private void nested(int most, int held, int threads) {
        harbour.see(new BorrowNested(
                harbour.here(),
                harbour.database,
                "com.zaxxer.hikari.HikariDataSource",
                most,
                held,
                OUTER,
                threads,
                known));
    }
}
