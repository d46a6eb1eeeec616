package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.ConnectionKept.How;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.StatementsKept;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;

class ConnectionLeakTest {

    private final Harbour harbour = new Harbour(new ConnectionLeak());

    @Test
    void flags_one_that_became_garbage() {
        kept(1, How.COLLECTED);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message()).contains("1 connection borrowed here was never closed");
            assertThat(found.evidence()).containsEntry("lender", "com.zaxxer.hikari.HikariDataSource");
        });
    }

    @Test
    void flags_the_second_that_is_still_held() {
        kept(1, How.ABANDONED);
        assertThat(harbour.confirmed()).isEmpty();
        kept(1, How.ABANDONED);
        assertThat(harbour.confirmed()).as("the same one again").isEmpty();
        kept(2, How.ABANDONED);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .contains("2 connections borrowed here were never closed, and are still open"));
    }

    @Test
    void takes_it_back_when_all_of_them_were_given_back() {
        kept(1, How.ABANDONED);
        kept(2, How.ABANDONED);
        kept(1, How.RETURNED);
        assertThat(harbour.resolved).isEmpty();
        kept(2, How.RETURNED);

        assertThat(harbour.resolved).hasSize(1);
    }

    @Test
    void never_takes_garbage_back() {
        kept(1, How.ABANDONED);
        kept(2, How.COLLECTED);
        kept(1, How.RETURNED);

        assertThat(harbour.resolved).isEmpty();
    }

    @Test
    void flags_open_statements() {
        harbour.see(new StatementsKept(harbour.here(), harbour.database, 101, 3));

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("statement");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        });
    }

    @Test
    void stays_silent_about_statements_that_are_kept_to_be_used_again_and_about_few() {
        harbour.see(new StatementsKept(harbour.here(), harbour.database, 200, 160));
        harbour.see(new StatementsKept(harbour.here(), harbour.database, 100, 1));

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_statements_that_leak_beside_a_cache() {
        harbour.see(new StatementsKept(harbour.here(), harbour.database, 200, 159));

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_one_that_is_held_on_purpose() {
        kept(1, How.ABANDONED);
        kept(1, How.RETURNED);

        assertThat(harbour.confirmed()).isEmpty();
        assertThat(harbour.resolved).hasSize(1);
    }

    @Test
    void stays_silent_when_the_program_ends_and_about_migrations() {
        harbour.phase = Phase.SHUTDOWN;
        kept(1, How.COLLECTED);
        harbour.phase = Phase.REQUEST;
        harbour.site = Harbour.through(harbour.site, "org.flywaydb.core.Flyway", "migrate");
        kept(2, How.COLLECTED);

        assertThat(harbour.found).isEmpty();
    }

    private void kept(long lease, How how) {
        harbour.see(new ConnectionKept(
                harbour.here(), harbour.database, lease, "com.zaxxer.hikari.HikariDataSource", how, 31_000_000_000L));
    }
}
