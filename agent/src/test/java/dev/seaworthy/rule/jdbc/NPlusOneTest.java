package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NPlusOneTest {

    private final Harbour harbour = new Harbour(new NPlusOne(new Surroundings(key -> null)));
    private boolean varies = true;
    private boolean writes;
    private boolean paged;
    private String before = "select * from owners";
    private long rowsBefore = -1;

    @Test
    void flags_a_loop_in_its_second_request() {
        see(43);
        assertThat(harbour.confirmed()).isEmpty();
        see(43);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message())
                    .isEqualTo(
                            "One request ran 43 queries of the same shape: 43 × 2 ms = 86 ms of waiting in production,"
                                    + " 9.0 ms here");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.evidence())
                    .containsEntry("times", 43)
                    .containsEntry("round-trips", 43)
                    .containsEntry("route", "GET /owners/{}");
            assertThat((long) found.evidence().get("projected-millis")).isBetween(80L, 95L);
        });
    }

    @ParameterizedTest
    @CsvSource({"19,20", "20,20", "21,20"})
    void flags_at_once_a_loop_over_the_rows_of_the_query_before(int times, int rows) {
        rowsBefore = rows;
        see(times);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .endsWith("one per row of the previous query (20 rows), so the number grows with the data"));
    }

    @Test
    void flags_writes_that_go_out_one_by_one() {
        writes = true;
        before = null;
        see(12);
        see(12);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("write-loop");
            assertThat(found.fix()).contains("executeBatch");
        });
    }

    @ParameterizedTest
    @CsvSource({"8,LOW,false", "10,MEDIUM,false", "51,HIGH,false", "52,HIGH,false", "10,MEDIUM,true", "11,HIGH,true"})
    void weighs_what_production_will_wait(int times, Severity severity, boolean grows) {
        int trips = times == 8 ? 10 : times;
        Harbour far =
                new Harbour(new NPlusOne(new Surroundings(key -> times == 8 || grows && times == 10 ? "1ms" : "2ms")));
        for (int i = 0; i < 2; i++) {
            far.see(repeated(far, trips, grows ? trips : -1));
        }

        assertThat(far.found.get(1).severity()).isEqualTo(severity);
    }

    @Test
    void names_the_remedy_of_the_access_layer() {
        harbour.site = Harbour.through(harbour.site, "org.hibernate.collection.internal.PersistentBag", "iterator");
        see(10);

        assertThat(harbour.found)
                .singleElement()
                .satisfies(found -> assertThat(found.fix()).contains("default_batch_fetch_size"));
    }

    @Test
    void tells_a_loop_of_the_application_from_an_association() {
        harbour.site = Harbour.through(harbour.site, "org.hibernate.internal.SessionImpl", "find");
        see(10);
        harbour.site = Harbour.through(
                Harbour.site("com.acme.OrderMapper", "all", 9), "org.apache.ibatis.binding.MapperProxy", "invoke");
        see(10);
        harbour.site = Harbour.through(
                Harbour.site("com.acme.Orders", "nested", 9),
                "org.apache.ibatis.executor.resultset.DefaultResultSetHandler",
                "handleResultSets");
        see(10);

        assertThat(harbour.found)
                .extracting(found -> String.valueOf(found.fix()))
                .satisfiesExactly(
                        find -> assertThat(find).contains("with one query"),
                        loop -> assertThat(loop).contains("foreach"),
                        nested -> assertThat(nested).contains("nested select"));
    }

    @Test
    void stays_silent_about_migrations() {
        harbour.site = Harbour.through(harbour.site, "org.flywaydb.core.internal.jdbc.JdbcTemplate", "execute");
        see(500);
        see(500);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void tells_jobs_from_two_hundred_on_and_never_above_medium() {
        harbour.phase = Phase.JOB;
        see(199);
        see(199);
        assertThat(harbour.found).isEmpty();
        see(500);
        see(500);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void flags_a_message_that_loops_over_the_rows_it_read() {
        harbour.phase = Phase.JOB;
        harbour.job = Unit.Kind.MESSAGE;
        rowsBefore = 60;
        see(60);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message()).startsWith("One message ran 60 queries of the same shape");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        });
    }

    @Test
    void stays_silent_about_what_a_message_may_have_been_sent_for() {
        harbour.phase = Phase.JOB;
        harbour.job = Unit.Kind.MESSAGE;
        see(199);
        see(199);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_scheduled_run_over_few_rows() {
        harbour.phase = Phase.JOB;
        harbour.job = Unit.Kind.SCHEDULE;
        rowsBefore = 60;
        see(60);
        see(60);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_nine() {
        see(9);
        see(9);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_retries_with_the_same_values() {
        varies = false;
        see(40);
        see(40);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_pages() {
        paged = true;
        see(40);
        see(40);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_where_no_other_query_came_before() {
        before = null;
        see(40);
        see(40);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_at_start_up() {
        harbour.phase = Phase.STARTUP;
        see(400);
        see(400);

        assertThat(harbour.found).isEmpty();
    }

    private void see(int times) {
        harbour.see(repeated(harbour, times, rowsBefore));
    }

    private ShapeRepeated repeated(Harbour at, int times, long rows) {
        return new ShapeRepeated(
                at.here(),
                at.database,
                "GET /owners/{}",
                "select * from pets where owner_id=?",
                writes,
                times,
                varies,
                rows,
                before,
                9_000_000,
                200_000,
                paged);
    }
}
