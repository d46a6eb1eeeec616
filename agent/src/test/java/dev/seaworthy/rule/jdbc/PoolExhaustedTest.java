package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.BorrowWaited;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolExhaustedTest {

    private final Harbour harbour = new Harbour(new PoolExhausted());
    private final PoolsSeen pools = new PoolsSeen(new PoolExhausted());

    @Test
    void flags_a_pool_that_lets_borrowers_wait_for_ever() {
        pools.acquireMillis = 0;
        pools.maximum = 8;
        pools.configured();

        assertThat(pools.one().variant()).isEqualTo("waits-forever");
        assertThat(pools.one().severity()).isEqualTo(Severity.MEDIUM);
        assertThat(pools.one().message()).isEqualTo("A caller that finds pool orders of 8 empty waits forever");
    }

    @Test
    void flags_it_where_the_size_is_unknown_too() {
        pools.acquireMillis = 0;
        pools.maximum = PoolConfigured.UNKNOWN;
        pools.configured();

        assertThat(pools.one().message()).contains("pool orders empty");
    }

    @Test
    void stays_silent_about_a_bounded_wait() {
        pools.configured();
        pools.acquireMillis = PoolConfigured.UNKNOWN;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_pool_that_is_never_empty() {
        pools.acquireMillis = 0;
        pools.maximum = PoolConfigured.ENDLESS;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_databases_inside_the_process() {
        pools.acquireMillis = 0;
        pools.database = PoolsSeen.embedded();
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void flags_the_third_wait_within_a_minute() {
        waits(false, 60_000);
        waits(false, 0);
        assertThat(harbour.confirmed()).isEmpty();
        waits(false, 0);
        assertThat(harbour.confirmed())
                .as("the first is more than a minute ago")
                .isEmpty();
        waits(false, 0);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isNull();
            assertThat(found.message()).contains("3 requests waited", "612 ms", "maximum is 5", "Report.java:9");
            assertThat(found.fix()).contains("Report.java:9");
        });
    }

    @Test
    void flags_a_borrower_that_got_none_at_once() {
        waits(true, 0);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.message()).startsWith("A request waited 612 ms and got no connection"));
    }

    @Test
    void calls_a_job_a_job_and_who_is_in_nothing_a_borrower() {
        waits(new Unit(1, Unit.Kind.TASK, false), true);
        waits(Unit.NONE, true);

        assertThat(harbour.confirmed())
                .extracting(Found::message)
                .satisfiesExactly(
                        job -> assertThat(job)
                                .startsWith("A job waited 612 ms and got no connection")
                                .doesNotContain("request"),
                        none -> assertThat(none)
                                .startsWith("A borrower waited 612 ms and got no connection")
                                .doesNotContain("request"));
    }

    @Test
    void counts_jobs_and_requests_apart() {
        waits(new Unit(1, Unit.Kind.TASK, false), false);
        waits(new Unit(2, Unit.Kind.REQUEST, false), false);
        waits(new Unit(3, Unit.Kind.REQUEST, false), false);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .startsWith("1 job and 2 requests waited for a connection within 60 s"));
    }

    @Test
    void stays_silent_when_the_program_ends() {
        harbour.phase = Phase.SHUTDOWN;
        waits(true, 0);

        assertThat(harbour.found).isEmpty();
    }

    private void waits(boolean timedOut, long pauseMillis) {
        waits(harbour.unit(), timedOut);
        harbour.millis += pauseMillis;
    }

    private void waits(Unit unit, boolean timedOut) {
        harbour.see(new BorrowWaited(
                harbour.origin(unit),
                harbour.database,
                "com.zaxxer.hikari.HikariDataSource",
                612_000_000,
                timedOut,
                5,
                Map.of("com.acme.Report.print(Report.java:9)", 5)));
    }
}
