package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.WritesAbandoned;
import dev.seaworthy.observation.WritesScattered;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritesWithoutTransactionTest {

    private final Harbour harbour = new Harbour(new WritesWithoutTransaction());

    @Test
    void flags_two_tables_in_the_third_request() {
        scattered("orders", "stock");
        scattered("orders", "stock");
        assertThat(harbour.confirmed()).isEmpty();
        scattered("orders", "stock");

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(found.message()).contains("orders and stock", "commits by itself");
        });
    }

    @Test
    void flags_writes_that_nobody_committed() {
        harbour.see(new WritesAbandoned(harbour.here(), harbour.database, 2));

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("uncommitted-close");
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @Test
    void calls_jobs_low() {
        harbour.phase = Phase.JOB;
        for (int i = 0; i < 3; i++) {
            scattered("orders", "stock");
        }

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void counts_one_request_that_writes_to_many_tables_once() {
        Origin one = harbour.here();
        for (int i = 0; i < 5; i++) {
            harbour.see(new WritesScattered(
                    one, harbour.database, "POST /orders", List.of("orders", "stock", "invoices"), 3 + i, false));
        }

        assertThat(harbour.confirmed()).isEmpty();
    }

    @Test
    void stays_silent_about_records_of_what_happened() {
        for (int i = 0; i < 5; i++) {
            scattered("orders", "audit_log");
            scattered("orders", "order_events");
            scattered("orders", "outbox");
        }

        assertThat(harbour.found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "test_event,result",
        "blog_post,tag",
        "catalog_item,price",
        "journal_entry,account",
        "login,dialog",
        "backlog_item,sprint",
        "event_ticket,seat"
    })
    void takes_no_part_of_a_word_for_a_record(String one, String other) {
        for (int i = 0; i < 3; i++) {
            scattered(one, other);
        }

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit_log",
                "auditlog",
                "change_log",
                "order_event",
                "outbox",
                "order_history",
                "domain_event",
                "event_store",
                "user-audit",
                "access_logs",
                "event_publication",
                "hibernate_sequences"
            })
    void takes_records_for_records(String record) {
        for (int i = 0; i < 3; i++) {
            scattered("orders", record);
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void flags_short_transactions_in_a_row() {
        for (int i = 0; i < 3; i++) {
            inRow("orders", "stock");
        }

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message()).contains("by a transaction of its own");
            assertThat(found.fix()).contains("one transaction around");
        });
    }

    @Test
    void stays_silent_about_transactions_in_a_row_of_jobs_of_libraries_and_for_records() {
        for (int i = 0; i < 3; i++) {
            inRow("orders", "audit_log");
        }
        harbour.site = dev.seaworthy.observation.Site.UNKNOWN;
        for (int i = 0; i < 3; i++) {
            inRow("orders", "spring_session");
        }
        harbour.phase = Phase.JOB;
        for (int i = 0; i < 3; i++) {
            inRow("orders", "stock");
        }

        assertThat(harbour.found).isEmpty();
    }

    private void inRow(String... tables) {
        harbour.see(new WritesScattered(
                harbour.here(), harbour.database, "POST /orders", List.of(tables), tables.length, true));
    }

    @Test
    void stays_silent_about_stores_without_transactions() {
        harbour.database = new Database(
                "jdbc:clickhouse://db/shop", "clickhouse", "db", 0, "shop", "app", false, false, false, null);
        for (int i = 0; i < 5; i++) {
            scattered("orders", "stock");
        }

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_migrations() {
        harbour.site = Harbour.through(harbour.site, "liquibase.Liquibase", "update");
        for (int i = 0; i < 5; i++) {
            scattered("orders", "stock");
        }

        assertThat(harbour.found).isEmpty();
    }

    private void scattered(String... tables) {
        harbour.see(new WritesScattered(
                harbour.here(), harbour.database, "POST /orders", List.of(tables), tables.length, false));
    }
}
