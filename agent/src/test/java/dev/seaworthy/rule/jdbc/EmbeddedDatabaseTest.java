package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {

    private static final Database MEMORY =
            new Database("jdbc:h2:mem:shop", "h2", null, 0, "shop", "sa", true, true, false, "PostgreSQL");
    private static final Database FILE =
            new Database("jdbc:sqlite:shop.db", "sqlite", null, 0, "shop.db", null, true, false, false, null);

    private final Harbour harbour = new Harbour(new EmbeddedDatabase());

    @Test
    void flags_the_first_statement_of_a_request() {
        harbour.database = FILE;
        harbour.statement(false);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.variant()).isNull();
            assertThat(found.message())
                    .isEqualTo("Requests are served from an in-process sqlite database, which no other replica shares");
        });
    }

    @Test
    void flags_memory_as_lost_at_restart_and_names_the_dialect() {
        harbour.database = MEMORY;
        harbour.statement(true);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.variant()).isEqualTo("mem");
            assertThat(found.message()).contains("loses its data at every restart", "only emulates PostgreSQL");
        });
    }

    @Test
    void stays_silent_without_requests() {
        harbour.database = MEMORY;
        harbour.phase = Phase.JOB;
        harbour.statement(true);
        harbour.phase = Phase.STARTUP;
        harbour.statement(true);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_when_it_is_opened_read_only() {
        harbour.database =
                new Database("jdbc:sqlite:geo.db", "sqlite", null, 0, "geo.db", null, true, false, true, null);
        harbour.statement(false);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_in_tests() {
        harbour.database = MEMORY;
        Site request = harbour.site;
        harbour.site = new Site(
                null, false, List.of(new Place("org.junit.platform.launcher.core.Launcher", "execute", null, 0)));
        harbour.open();
        harbour.site = request;
        harbour.statement(true);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_remote_databases() {
        harbour.statement(true);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void is_low_as_a_cache_beside_a_remote_store() {
        harbour.open();
        for (int i = 0; i < 30; i++) {
            harbour.database = Harbour.POSTGRES;
            harbour.statement(false);
            harbour.statement(true);
            harbour.database = FILE;
            harbour.statement(false);
        }
        harbour.conclude();

        assertThat(harbour.confirmed())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void is_high_as_the_store_that_is_written_to_beside_a_remote_one() {
        harbour.open();
        for (int i = 0; i < 30; i++) {
            harbour.database = Harbour.POSTGRES;
            harbour.statement(false);
            harbour.database = FILE;
            harbour.statement(true);
        }
        harbour.conclude();

        assertThat(harbour.confirmed())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
    }
}
