package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.ValueConcatenated;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestValueInSqlTest {

    private final Harbour harbour = new Harbour(new RequestValueInSql());
    private boolean listed;

    @Test
    void flags_text_that_varies_with_the_request() {
        see(1, false, true);
        assertThat(harbour.confirmed()).isEmpty();
        see(2, false, true);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message()).contains("concatenated", "parameter q");
            assertThat(found.fix()).contains("bind parameter", "parameter q");
        });
    }

    @Test
    void calls_numbers_medium() {
        see(1, true, true);
        see(2, true, true);
        assertThat(harbour.confirmed()).isEmpty();
        see(3, true, true);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void calls_two_words_info_and_more_of_them_high() {
        see(1, false, false);
        see(2, false, false);
        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.INFO));
        see(3, false, false);

        assertThat(harbour.confirmed().get(1).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void calls_words_that_the_program_knows_itself_info_however_many() {
        listed = true;
        for (int i = 0; i < 9; i++) {
            see(i, false, false);
        }
        assertThat(harbour.confirmed())
                .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.INFO));
        listed = false;
        see(9, false, false);

        assertThat(harbour.confirmed().get(8).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void calls_a_few_literals_that_the_program_knows_itself_low() {
        listed = true;
        see(1, false, true);
        see(2, false, true);
        see(3, false, true);
        assertThat(harbour.confirmed())
                .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
        see(4, false, true);

        assertThat(harbour.confirmed().get(2).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void stays_silent_about_constant_statements_that_one_line_runs_for_several_callers() {
        Place runs = new Place("com.acme.Db", "run", "Db.java", 9);
        for (int line : new int[] {12, 18, 24}) {
            harbour.site =
                    new Site(runs, true, List.of(runs, new Place("com.acme.Orders", "list", "Orders.java", line)));
            see(line, false, true);
        }

        assertThat(harbour.confirmed()).isEmpty();
    }

    @Test
    void stays_silent_about_a_constant_that_equals_a_parameter_by_chance() {
        see(1, false, true);
        see(1, false, true);
        see(1, false, true);

        assertThat(harbour.confirmed()).isEmpty();
    }

    @Test
    void stays_silent_about_two_values_of_one_request() {
        var one = harbour.here();
        harbour.see(new ValueConcatenated(
                one, harbour.database, "GET /s", "select ?", "parameter q", false, true, false, 1));
        harbour.see(new ValueConcatenated(
                one, harbour.database, "GET /s", "select ?", "parameter q", false, true, false, 2));

        assertThat(harbour.confirmed()).isEmpty();
    }

    @Test
    void stays_silent_outside_of_requests() {
        harbour.phase = Phase.JOB;
        see(1, false, true);
        see(2, false, true);

        assertThat(harbour.found).isEmpty();
    }

    private void see(long value, boolean numeric, boolean literal) {
        harbour.see(new ValueConcatenated(
                harbour.here(),
                harbour.database,
                "GET /search",
                "select * from items where name=?",
                "parameter q",
                numeric,
                literal,
                listed,
                value));
    }
}
