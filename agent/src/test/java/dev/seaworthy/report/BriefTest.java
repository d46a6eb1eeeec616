package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.catalogue.Wording;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BriefTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Use a logger instead. | Use a logger instead.",
                "Use a logger | Use a logger.",
                "Pool connections, shrink the pools so that all replicas fit within the database's limit, or put a pooler"
                        + " in front of it. | Pool connections, shrink the pools, or put a pooler in front of it.",
                "Remove the value from the message, and replace the credential; it was readable."
                        + " | Remove the value from the message, and replace the credential.",
                "Renew it; automate that. | Renew it; automate that.",
                "Use a bind parameter (?) for the value instead of concatenating it into the statement."
                        + " | Use a bind parameter (?) for the value.",
                "Run these statements in one transaction (@Transactional, or setAutoCommit(false) and commit)."
                        + " | Run these statements in one transaction.",
                "Read the body to its end, close the response, and do not call disconnect() in there."
                        + " | Read the body to its end, close the response, and do not call disconnect() in there.",
                "Write the value (the parenthesis of which never ends anywhere in the whole of this sentence."
                        + " | Write the value (the parenthesis of which never ends anywhere in the whole of this sentence.",
            })
    void a_fix_keeps_what_to_do(String fix, String brief) {
        assertThat(Brief.fix(fix, null)).isEqualTo(brief);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It took 3 s; twice | It took 3 s; twice",
                "The database refused a connection because its limit was reached (SQLState 53300); this process holds 17"
                        + " connections | The database refused a connection because its limit was reached",
                "1 file was stored on the container's own disk, which is lost with the container and which nobody sees"
                        + " | 1 file was stored on the container's own disk",
                "A file that one wrote was read by a later request, which makes it anew if it is missing, so each replica"
                        + " has a cache | A file that one wrote was read by a later request",
                "Pool one (of 3) may open 20 connections: 20 × (3 replicas + 1 while deploying) = 80 of 97"
                        + " | Pool one may open 20 connections: 20 × (3 replicas + 1 while deploying) = 80 of 97",
                "A resource could not be opened as a file, because it is an entry of a jar, 3 times in 4 s"
                        + " | A resource could not be opened as a file, 3 times in 4 s",
            })
    void a_message_keeps_what_was_seen(String message, String brief) {
        assertThat(Brief.message(message, null)).isEqualTo(brief);
    }

    @Test
    void a_message_names_places_nearby_by_what_differs() {
        Place at = new Place("com.acme.Sales", "sale", "Sales.java", 96);

        assertThat(Brief.message("It waits for the one borrowed at com.acme.Sales.open(Sales.java:93)", at))
                .isEqualTo("It waits for the one borrowed at line 93");
        assertThat(Brief.fix("Shorten the time that com.acme.Sales.open(Sales.java:93) holds a connection.", at))
                .isEqualTo("Shorten the time that line 93 holds a connection.");
        assertThat(Brief.message("It was logged by logger com.acme.Sales", at))
                .isEqualTo("It was logged by logger Sales");
        assertThat(Brief.message("It was borrowed at com.acme.Pools.open(Pools.java:93)", at))
                .isEqualTo("It was borrowed at com.acme.Pools.open(Pools.java:93)");
    }

    @Test
    void every_rule_s_fix_is_a_sentence_still() {
        int longest = 0;
        for (Rule<?> rule : Rules.all(new Surroundings(key -> null))) {
            String fix = Brief.fix(rule.getClass().getAnnotation(RuleSpec.class).fix(), null);
            Wording.fix(fix);
            longest = Math.max(longest, fix.length());
        }
        assertThat(longest).isBetween(50, 70);
    }
}
