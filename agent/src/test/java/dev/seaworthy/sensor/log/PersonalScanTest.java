package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.SecretWritten.Proof;
import dev.seaworthy.sensor.Observations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalScanTest {

    private static final String CARD = "4111111111111111";
    private static final String OTHER = "5555555555554444";
    private static final String ORDER = "4111111111111112";

    private final List<Observation> seen = new ArrayList<>();

    private PersonalScan scan(String setting) {
        Surroundings surroundings = new Surroundings(key -> key.equals("log.pii") ? setting : null);
        return PersonalScan.ifWanted(surroundings, new Observations() {
            @Override
            public void add(Observation observation) {
                seen.add(observation);
            }

            @Override
            public void count(String sense, long more) {}
        });
    }

    private List<SecretWritten> written(Proof proof) {
        return seen.stream()
                .filter(SecretWritten.class::isInstance)
                .map(SecretWritten.class::cast)
                .filter(one -> one.proof() == proof)
                .toList();
    }

    @Test
    void is_not_there_unless_asked_for() {
        assertThat(scan("false")).isNull();
    }

    @Test
    void reports_numbers_and_no_text() {
        PersonalScan scan = scan("true");
        for (String card : new String[] {CARD, OTHER}) {
            assertThat(scan.scan("logback", "a", "pays with " + card, 1)).isTrue();
        }
        assertThat(written(Proof.FORM))
                .extracting(SecretWritten::print)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(seen.toString()).contains("card number").doesNotContain(CARD);
    }

    @Test
    void takes_back_a_line_that_writes_other_numbers() {
        PersonalScan scan = scan("true");
        for (String number : new String[] {CARD, ORDER, OTHER, ORDER, CARD}) {
            scan.scan("logback", "a", "order " + number, 1);
        }
        scan.tick(1);
        assertThat(written(Proof.FORM)).hasSize(1);
        assertThat(written(Proof.REFUTED)).hasSize(1);
        assertThat(seen).hasSize(2);
    }

    @Test
    void reports_nothing_of_a_line_that_wrote_other_numbers_first() {
        PersonalScan scan = scan("true");
        for (String number : new String[] {ORDER, CARD, OTHER}) {
            scan.scan("logback", "a", "order " + number, 1);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void stays_silent_about_texts_without_any() {
        assertThat(scan("true").scan("logback", "a", "order 17 of 1764601234567890", 1))
                .isFalse();
        assertThat(seen).isEmpty();
    }
}
