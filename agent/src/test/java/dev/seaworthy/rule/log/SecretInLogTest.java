package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.PersonalData;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.SecretWritten.Proof;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretInLogTest {

    private static final Place HERE = new Place("com.acme.Shop", "open", "Shop.java", 12);
    private static final Place THERE = new Place("com.acme.Till", "open", "Till.java", 7);

    private final SecretInLog rule = new SecretInLog();
    private final Noted noted = new Noted();

    private void see(
            Phase phase,
            Place place,
            String channel,
            String logger,
            String kind,
            String name,
            boolean known,
            long print) {
        see(phase, place, channel, logger, kind, name, known ? Proof.KNOWN : Proof.FORM, print);
    }

    private void see(
            Phase phase,
            Place place,
            String channel,
            String logger,
            String kind,
            String name,
            Proof proof,
            long print) {
        Site site = new Site(place, false, List.of(place));
        rule.inspect(
                new SecretWritten(
                        new Origin(1, phase, Unit.NONE, site, 1), channel, logger, kind, name, 16, proof, print),
                noted);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void flags_a_known_value_at_once_in_every_phase(Phase phase) {
        see(phase, HERE, "logback", "com.acme.Shop", "environment variable", "DB_PASSWORD", true, 1);
        assertThat(noted.confirmed()).hasSize(1);
        Found found = noted.confirmed().get(0);
        assertThat(found.severity()).isNull(); // the rule's own: blocker
        assertThat(found.target()).isEqualTo("DB_PASSWORD");
        assertThat(found.message())
                .isEqualTo("This environment variable (16 characters) was written to the log by logger com.acme.Shop");
        assertThat(found.fix()).contains("raise the level of the logger com.acme.Shop", "replace the credential");
    }

    @Test
    void flags_a_known_value_on_standard_output() {
        see(Phase.STARTUP, HERE, "System.out", "", "JDBC password", "shop", true, 1);
        assertThat(noted.confirmed().get(0).message()).endsWith("was written to System.out");
    }

    @Test
    void flags_a_form_at_the_second_value() {
        see(Phase.REQUEST, HERE, "logback", "a", "JWT", "", false, 1);
        see(Phase.REQUEST, HERE, "logback", "a", "JWT", "", false, 1);
        assertThat(noted.confirmed()).isEmpty();
        assertThat(noted.found).hasSize(2);
        see(Phase.REQUEST, HERE, "logback", "a", "JWT", "", false, 2);
        assertThat(noted.confirmed()).hasSize(1);
        assertThat(noted.confirmed().get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(noted.confirmed().get(0).target()).isEqualTo("JWT");
    }

    @Test
    void flags_a_form_as_soon_as_its_value_is_known_and_counts_it_once() {
        see(Phase.STARTUP, HERE, "logback", "a", "password in URL", "", false, 1);
        see(Phase.STARTUP, HERE, "logback", "a", "password in URL", "", true, 1);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isNull(); // the rule's own: blocker
            assertThat(found.occurrences()).isZero();
            assertThat(found.target()).isEqualTo("password in URL");
        });
    }

    @Test
    void flags_a_session_id_as_medium() {
        see(Phase.REQUEST, HERE, "logback", "a", "session id", "JSESSIONID", true, 1);
        assertThat(noted.confirmed().get(0).variant()).isEqualTo("session-id");
        assertThat(noted.confirmed().get(0).severity()).isEqualTo(Severity.MEDIUM);
    }

    private void seeNumber(String kind, Proof proof, long print) {
        see(Phase.REQUEST, HERE, "logback", "a", kind, "", proof, print);
    }

    @Test
    void flags_card_numbers_at_the_third_of_one_line() {
        seeNumber(PersonalData.CARD, Proof.FORM, 1);
        seeNumber(PersonalData.CARD, Proof.FORM, 2);
        seeNumber(PersonalData.CARD, Proof.FORM, 1);
        seeNumber(PersonalData.CARD, Proof.FORM, 2);
        assertThat(noted.confirmed()).isEmpty();
        seeNumber(PersonalData.CARD, Proof.FORM, 3);
        assertThat(noted.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("pii");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.target()).isEqualTo("card number");
            assertThat(found.fix()).contains("last four").doesNotContain("credential");
        });
    }

    @Test
    void flags_national_ids_at_the_second_of_one_line() {
        seeNumber("Brazilian CPF", Proof.FORM, 1);
        assertThat(noted.confirmed()).isEmpty();
        seeNumber("Brazilian CPF", Proof.FORM, 2);
        assertThat(noted.confirmed()).extracting(Found::variant).containsExactly("pii");
    }

    @Test
    void retracts_numbers_of_a_line_that_writes_wrong_check_digits_and_stays_silent() {
        for (int print = 1; print <= 3; print++) {
            seeNumber(PersonalData.CARD, Proof.FORM, print);
        }
        seeNumber(PersonalData.CARD, Proof.REFUTED, 1);
        assertThat(noted.resolved).extracting(Found::variant).containsExactly("pii");
        int before = noted.found.size();
        seeNumber(PersonalData.CARD, Proof.FORM, 4);
        assertThat(noted.found).hasSize(before);
    }

    @Test
    void stays_silent_while_a_form_is_one_value_at_each_place() {
        see(Phase.REQUEST, HERE, "logback", "a", "JWT", "", false, 1);
        see(Phase.REQUEST, THERE, "logback", "b", "JWT", "", false, 2);
        see(Phase.REQUEST, HERE, "logback", "a", "bearer token", "", false, 3);
        assertThat(noted.confirmed()).isEmpty();
    }

    @Test
    void is_no_milder_on_a_developer_machine() {
        assertThat(SecretInLog.class.getAnnotation(RuleSpec.class).milderOnDeveloperMachine())
                .isFalse();
    }
}
