package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RemoteCalled;
import dev.seaworthy.observation.TransactionEnded;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteCallInTransactionTest {

    private final Harbour harbour = new Harbour(new RemoteCallInTransaction());

    @Test
    void flags_a_call_in_an_open_transaction() {
        called(true, false, 80);
        assertThat(harbour.confirmed()).isEmpty();
        called(true, false, 80);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("in-transaction");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message())
                    .contains(
                            "http://pay.example", "80 ms", "10 such calls that wait 30 s each exhaust the pool of 10");
        });
    }

    @Test
    void flags_a_call_while_a_connection_is_held() {
        called(false, false, 80);
        called(false, false, 80);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("held");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.fix()).contains("open-in-view");
        });
    }

    @Test
    void flags_what_cannot_be_taken_back() {
        ended(false, 10, List.of("http://pay.example"));
        ended(false, 10, List.of("http://pay.example"));

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("rolled-back-side-effect");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @Test
    void flags_a_transaction_that_is_idle() {
        ended(true, 500, List.of());
        ended(true, 500, List.of());

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("idle");
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        });
    }

    @Test
    void calls_a_helper_next_door_low() {
        called(true, true, 1);
        called(true, true, 1);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void calls_a_helper_next_door_low_though_its_first_call_was_slow() {
        called(true, true, 40);
        called(true, true, 1);
        called(true, true, 5);

        assertThat(harbour.found)
                .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void flags_a_slow_service_on_this_machine() {
        called(true, true, 40);
        called(true, true, 30);

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void stays_silent_about_a_short_pause_and_a_commit() {
        ended(true, 499, List.of("http://pay.example"));
        ended(true, 499, List.of("http://pay.example"));

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_at_start_up() {
        harbour.phase = Phase.STARTUP;
        called(true, false, 80);
        called(true, false, 80);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_while_a_tool_migrates() {
        harbour.site = Harbour.through(harbour.site, "liquibase.Liquibase", "update");
        called(true, false, 80);
        called(true, false, 80);
        ended(true, 600, List.of());
        ended(true, 600, List.of());

        assertThat(harbour.found).isEmpty();
    }

    private void called(boolean inTransaction, boolean loopback, long millis) {
        harbour.see(new RemoteCalled(
                harbour.here(),
                harbour.database,
                "http://pay.example",
                inTransaction,
                false,
                loopback,
                millis * 1_000_000,
                10,
                "com.acme.Orders.place(Orders.java:20)"));
    }

    private void ended(boolean committed, long idleMillis, List<String> changed) {
        harbour.see(new TransactionEnded(
                harbour.here(), harbour.database, committed, 700_000_000, idleMillis * 1_000_000, changed));
    }
}
