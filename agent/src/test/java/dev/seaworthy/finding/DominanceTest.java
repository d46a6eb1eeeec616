package dev.seaworthy.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One cause, one finding: which finding about a database speaks for which. */
class DominanceTest {

    private static final String URL = "jdbc:postgresql://db:5432/shop";
    private static final String OTHER = "jdbc:postgresql://db:5432/stock";

    private final List<Entry> entries = new ArrayList<>();
    private final Dominance dominance = new Dominance();
    private Site site = Books.dao();

    private Entry finding(String rule, String target, boolean sure) {
        return finding(rule, target, sure, Severity.HIGH, "");
    }

    private Entry finding(String rule, String target, boolean sure, Severity severity, String route) {
        Sample sample = new Sample();
        Found found = sure
                ? Found.confirmed(sample, site, target, rule + " happened", 1)
                : Found.suspected(sample, site, target, rule + " happened", 1);
        if (!route.isEmpty()) {
            found.evidence("route", route);
        }
        RuleCard real = RuleCard.of(Sample.class);
        RuleCard card = new RuleCard(
                real.type(),
                rule,
                rule.substring(0, rule.indexOf('/')),
                real.severity(),
                real.summary(),
                real.fix(),
                real.milder(),
                real.onByDefault(),
                real.needsPlace(),
                real.cwe(),
                real.needs(),
                real.precision());
        Entry entry = new Entry(
                rule + entries.size(),
                card,
                found,
                target,
                Finding.Status.OPEN,
                null,
                severity,
                new Redaction(text -> text));
        entries.add(entry);
        return entry;
    }

    @RuleSpec(id = "jdbc/sample", severity = Severity.HIGH, needs = CallSent.class, summary = "A sample", fix = "None.")
    private static final class Sample implements Rule<CallSent> {
        @Override
        public void inspect(CallSent seen, dev.seaworthy.rule.Findings findings) {}
    }

    @ParameterizedTest
    @CsvSource({
        "embedded-database, privileged-login",
        "embedded-database, plaintext-transport",
        "embedded-database, no-socket-timeout",
        "embedded-database, runtime-ddl",
        "unpooled-connection, pool-exceeds-db-limit",
        "unpooled-connection, pool-exhausted",
        "unpooled-connection, no-connection-validation",
        "unpooled-connection, toy-pool",
        "connection-leak, pool-exhausted"
    })
    void the_cause_speaks_for_its_effect_at_the_same_database(String strong, String weak) {
        Entry effect = finding("jdbc/" + weak, URL, true);
        Entry elsewhere = finding("jdbc/" + weak, OTHER, true);
        Entry cause = finding("jdbc/" + strong, URL, true);

        dominance.apply(entries);

        assertThat(effect.foldedInto).isSameAs(cause);
        assertThat(elsewhere.foldedInto).isNull();
        assertThat(cause.effective()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void a_suspected_cause_mutes_nothing() {
        Entry effect = finding("jdbc/pool-exhausted", URL, true);
        finding("jdbc/connection-leak", URL, false);

        dominance.apply(entries);

        assertThat(effect.foldedInto).isNull();
    }

    @Test
    void an_exhausted_pool_is_told_as_evidence_of_the_leak_whichever_came_first() {
        Entry leak = finding("jdbc/connection-leak", URL, true);
        Entry effect = finding("jdbc/pool-exhausted", URL, true);

        dominance.apply(entries);

        assertThat(effect.foldedInto).isSameAs(leak);
        assertThat(leak.attached).isSameAs(effect);
    }

    @Test
    void a_loop_explains_the_chatter_of_its_own_route_only() {
        Entry same = finding("jdbc/chatty-request", URL + " GET /owners", true, Severity.MEDIUM, "GET /owners");
        Entry other = finding("jdbc/chatty-request", URL + " GET /report", true, Severity.MEDIUM, "GET /report");
        Entry loop = finding("jdbc/n-plus-one", URL, true, Severity.HIGH, "GET /owners");

        dominance.apply(entries);

        assertThat(same.foldedInto).isSameAs(loop);
        assertThat(other.foldedInto).isNull();
    }

    @Test
    void a_blocker_does_not_vanish_in_something_milder() {
        Entry ddl = finding("jdbc/runtime-ddl", URL, true, Severity.BLOCKER, "");
        finding("jdbc/embedded-database", URL, true);

        dominance.apply(entries);

        assertThat(ddl.foldedInto).isNull();
    }

    @Test
    void a_target_may_say_more_behind_a_blank_on_either_side() {
        Entry as = finding("jdbc/privileged-login", URL + " as sa", true);
        Entry other = finding("jdbc/privileged-login", URL + "s as sa", true);
        Entry plain = finding("jdbc/runtime-ddl", URL, true);
        Entry cause = finding("jdbc/embedded-database", URL, true);
        Entry longer = finding("jdbc/embedded-database", URL + " as app", true);

        dominance.apply(entries);

        assertThat(as.foldedInto).isSameAs(cause);
        assertThat(plain.foldedInto).isSameAs(longer);
        assertThat(other.foldedInto).isNull();
        assertThat(Dominance.circle(as.card, as.target)).isEqualTo(Dominance.circle(cause.card, cause.target));
        assertThat(Dominance.circle(as.card, as.target)).isNotEqualTo(Dominance.circle(other.card, other.target));
    }

    @ParameterizedTest
    @CsvSource({"1000", "4000"})
    void what_it_takes_grows_with_the_number_of_findings_and_no_faster(int number) {
        for (int i = 0; i < number; i++) {
            site = Books.at("com.acme.Dao" + i, "find", 31);
            finding("jdbc/connection-leak", URL, true);
            finding("jdbc/pool-exhausted", URL, true);
            finding("jdbc/chatty-request", URL + " GET /" + i, true, Severity.MEDIUM, "GET /" + i);
            finding("jdbc/n-plus-one", URL, true, Severity.HIGH, "GET /" + i);
        }

        dominance.apply(entries);

        assertThat(entries.get(1).foldedInto).isSameAs(entries.get(number * 4 - 4));
        assertThat(entries.get(2).foldedInto).isSameAs(entries.get(3));
        assertThat(dominance.steps()).isLessThan(10L * entries.size());
    }
}
