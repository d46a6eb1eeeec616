package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WorkDone;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;

class ChattyRequestTest {

    private final Harbour harbour = new Harbour(new ChattyRequest(new Surroundings(key -> null)));

    @Test
    void flags_a_route_whose_requests_make_thirty_round_trips() {
        for (int i = 0; i < 5; i++) {
            done(40, 0, 0);
        }

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.target()).isEqualTo("jdbc:postgresql://db:5432/shop GET /report");
            assertThat(found.message()).contains("40 sequential round trips", "40 × 2 ms = 80 ms");
            assertThat(found.evidence()).containsKeys("local-millis", "projected-millis", "assumption");
        });
    }

    @Test
    void flags_a_hundred_as_high() {
        for (int i = 0; i < 5; i++) {
            done(100, 0, 0);
        }

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void flags_the_same_query_with_the_same_values() {
        repeated(3, false);
        assertThat(harbour.found).isEmpty();
        repeated(3, false);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("duplicate-query");
            assertThat(found.severity()).isEqualTo(Severity.LOW);
        });
    }

    @Test
    void flags_messages_as_well() {
        harbour.phase = Phase.JOB;
        harbour.job = Unit.Kind.MESSAGE;
        for (int i = 0; i < 5; i++) {
            done(40, 0, 0);
        }

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).startsWith("Messages make 40 sequential round trips"));
    }

    @Test
    void stays_silent_about_scheduled_runs_and_batches() {
        harbour.phase = Phase.JOB;
        for (Unit.Kind kind : new Unit.Kind[] {Unit.Kind.SCHEDULE, Unit.Kind.BATCH, Unit.Kind.TASK}) {
            harbour.job = kind;
            for (int i = 0; i < 9; i++) {
                done(400, 0, 0);
            }
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_what_one_loop_repeats() {
        for (int i = 0; i < 9; i++) {
            done(45, 40, 0);
        }
        repeated(40, true);
        repeated(40, true);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_where_such_requests_are_few() {
        for (int i = 0; i < 6; i++) {
            done(40, 0, 40);
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_before_the_fifth_request() {
        for (int i = 0; i < 4; i++) {
            done(40, 0, 0);
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_in_jobs() {
        harbour.phase = Phase.JOB;
        for (int i = 0; i < 9; i++) {
            done(400, 0, 0);
        }

        assertThat(harbour.found).isEmpty();
    }

    private void done(int trips, int repeated, int quiet) {
        harbour.see(new WorkDone(
                harbour.here(),
                harbour.database,
                "GET /report",
                trips,
                repeated,
                quiet,
                8_000_000,
                12_000_000,
                200_000));
    }

    private void repeated(int times, boolean varies) {
        harbour.see(new ShapeRepeated(
                harbour.here(),
                harbour.database,
                "GET /report",
                "select * from shops where id=?",
                false,
                times,
                varies,
                -1,
                null,
                1_000_000,
                200_000,
                false));
    }
}
