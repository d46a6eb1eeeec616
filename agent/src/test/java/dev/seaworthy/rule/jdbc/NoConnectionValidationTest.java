package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionBroken;
import dev.seaworthy.observation.ConnectionRested;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.observation.PoolConfigured.Validation;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoConnectionValidationTest {

    private final Harbour harbour = new Harbour(new NoConnectionValidation());
    private final PoolsSeen pools = new PoolsSeen(new NoConnectionValidation());

    @Test
    void flags_a_pool_that_tests_nothing() {
        pools.validation = Validation.NONE;
        pools.configured();

        assertThat(pools.one().message())
                .isEqualTo("Pool orders validates its connections neither on borrow nor while they are idle");
        assertThat(pools.one().evidence()).containsEntry("validation", "none");
    }

    @Test
    void flags_a_pool_that_trusts_recent_use_and_keeps_connections_for_ever() {
        pools.lifetimeMillis = 0;
        pools.configured();

        assertThat(pools.one().message()).contains("never replaces a connection");
        assertThat(pools.one().fix()).contains("30 min");
    }

    @ParameterizedTest
    @EnumSource(
            value = Validation.class,
            names = {"ON_BORROW", "WHILE_IDLE", "UNKNOWN"})
    void stays_silent_about_pools_that_test_whatever_their_lifetime(Validation validation) {
        pools.validation = validation;
        pools.configured();
        pools.lifetimeMillis = 0;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_the_usual_lifetime_and_an_unknown_one() {
        pools.configured();
        pools.lifetimeMillis = PoolConfigured.UNKNOWN;
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void stays_silent_about_databases_inside_the_process() {
        pools.validation = Validation.NONE;
        pools.database = PoolsSeen.embedded();
        pools.configured();

        assertThat(pools.found).isEmpty();
    }

    @Test
    void flags_a_broken_connection_that_the_pool_handed_out() {
        broken(true, 2);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message()).contains("2 s", "The pool handed out a broken connection", "57P01");
        });
    }

    @Test
    void flags_one_that_was_kept_without_a_pool_through_a_long_pause() {
        broken(false, 61);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("61 s", "A broken connection was used"));
    }

    @Test
    void stays_silent_about_one_that_breaks_while_it_is_in_use() {
        broken(false, 2);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_one_that_was_kept_without_a_pool_and_used_after_minutes_of_rest() {
        harbour.see(new ConnectionRested(harbour.here(), harbour.database, 312_000_000_000L));

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isIn(null, Severity.MEDIUM);
            assertThat(found.message()).contains("opened without a pool", "idle for 312 s");
            assertThat(found.evidence()).containsEntry("idle-seconds", 312L);
            assertThat(found.fix()).contains("isValid");
        });
    }

    private void broken(boolean pooled, long seconds) {
        harbour.see(new ConnectionBroken(
                harbour.here(), harbour.database, "57P01", "terminated", seconds * 1_000_000_000L, pooled));
    }
}
