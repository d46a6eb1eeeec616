package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RowsRead;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnboundedResultTest {

    private final Harbour harbour = new Harbour(new UnboundedResult());

    @ParameterizedTest
    @CsvSource({"1000,MEDIUM", "9999,MEDIUM", "10000,HIGH"})
    void flags_what_a_request_reads(long rows, Severity severity) {
        read(rows, -1, 0, false, true);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(severity);
            assertThat(found.message()).contains(rows + " rows", "holds all of them in memory");
        });
    }

    @Test
    void suspects_a_result_that_grows() {
        read(50, -1, 0, false, false);
        read(60, 50, 0, false, false);

        assertThat(harbour.found).singleElement().satisfies(found -> {
            assertThat(found.isConfirmed()).isFalse();
            assertThat(found.message()).contains("60 rows", "up from 50");
        });
    }

    @ParameterizedTest
    @CsvSource({"500", "-2147483648"})
    void calls_an_export_that_streams_low(int fetchSize) {
        read(20_000, -1, fetchSize, false, false);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.LOW);
            assertThat(found.fix()).startsWith("Keep it").doesNotContain("fetch size");
        });
    }

    @Test
    void stays_silent_about_small_tables_that_stay_small() {
        read(400, -1, 0, false, false);
        read(400, 400, 0, false, false);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_pages() {
        read(50, -1, 0, true, false);
        read(1_000, 50, 0, true, false);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void says_which_condition_of_the_driver_keeps_a_fetch_size_from_taking_effect() {
        read(40_000, -1, 100, true, false, false, false);
        assertThat(harbour.found.get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(harbour.found.get(0).message()).contains("the fetch size of 100 has no effect: autocommit was on");
        assertThat(harbour.found.get(0).fix()).contains("setAutoCommit(false)");

        read(40_000, -1, 100, false, false, false, false);
        assertThat(harbour.found.get(1).message()).contains("not forward-only");

        harbour.database =
                new Database("jdbc:mysql://db/shop", "mysql", "db", 0, "shop", "app", false, false, false, null);
        read(40_000, -1, 100, false, false, false, false);
        assertThat(harbour.found.get(2).message()).contains("useCursorFetch=true");

        read(40_000, -1, Integer.MIN_VALUE, true, true, false, false);
        assertThat(harbour.found.get(3).severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void stays_silent_outside_of_requests() {
        harbour.phase = Phase.JOB;
        read(100_000, -1, 0, false, false);
        harbour.phase = Phase.STARTUP;
        read(100_000, -1, 0, false, false);

        assertThat(harbour.found).isEmpty();
    }

    private void read(long rows, long before, int fetchSize, boolean limited, boolean filtered) {
        read(rows, before, fetchSize, false, fetchSize != 0, limited, filtered);
    }

    private void read(
            long rows,
            long before,
            int fetchSize,
            boolean autoCommit,
            boolean paged,
            boolean limited,
            boolean filtered) {
        harbour.see(new RowsRead(
                harbour.here(),
                harbour.database,
                "select * from events",
                rows,
                before,
                fetchSize,
                autoCommit,
                paged,
                limited,
                filtered));
    }
}
