package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoSocketTimeoutTest {

    private final Harbour harbour = new Harbour(new NoSocketTimeout());

    private void open(HostClass host, long connect, long read) {
        harbour.configured(host, connect, read, Encryption.VERIFIED, Handshake.SEEN);
    }

    @Test
    void flags_connections_that_wait_forever_once_for_each_database() {
        open(HostClass.INTERNAL, 10_000, 0);
        open(HostClass.INTERNAL, 10_000, 0);

        assertThat(harbour.found)
                .singleElement()
                .satisfies(found -> assertThat(found.isConfirmed()).isFalse());

        harbour.bounded(20, 0);
        harbour.bounded(20, 0);
        harbour.conclude();

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.message())
                    .isEqualTo("Connections have no read timeout, so that a lost answer blocks a thread forever");
            assertThat(found.fix()).contains("socketTimeout=30&connectTimeout=5");
        });
    }

    @Test
    void flags_at_exit_what_ran_too_little_to_be_sure_before() {
        open(HostClass.PUBLIC, 0, 0);
        harbour.bounded(3, 0);
        assertThat(harbour.confirmed()).isEmpty();

        harbour.conclude();

        assertThat(harbour.confirmed())
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .startsWith("Connections have no connect timeout and no read timeout"));
    }

    @Test
    void flags_where_half_of_the_statements_are_bounded() {
        open(HostClass.INTERNAL, 10_000, 0);
        harbour.bounded(100, 50);
        harbour.conclude();

        assertThat(harbour.confirmed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb", "sqlserver", "oracle", "h2", "other"})
    void flags_in_the_words_of_the_driver(String product) {
        harbour.database = new Database(
                "jdbc:" + product + "://db/shop", product, "db", 0, "shop", "app", false, false, false, null);
        open(HostClass.INTERNAL, 0, 0);
        harbour.conclude();

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.fix().replaceAll("\\.$", "")).doesNotContain(". ");
            assertThat(found.fix()).containsIgnoringCase("timeout");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {30_000, -1})
    void stays_silent_where_a_timeout_is_set_or_nothing_is_known(long read) {
        open(HostClass.INTERNAL, 0, read);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOPBACK", "DEV_ONLY"})
    void stays_silent_about_databases_of_this_machine(HostClass host) {
        open(host, 0, 0);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_about_hosts_that_nobody_knows_and_embedded_databases() {
        open(null, 0, 0);
        harbour.database = new Database("jdbc:h2:mem:shop", "h2", null, 0, "shop", "sa", true, true, false, null);
        open(HostClass.INTERNAL, 0, 0);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_where_nine_of_ten_statements_are_bounded() {
        open(HostClass.INTERNAL, 10_000, 0);
        harbour.bounded(100, 91);
        harbour.bounded(200, 190);
        harbour.conclude();

        assertThat(harbour.confirmed()).isEmpty();
        assertThat(harbour.resolved).hasSize(1);
    }

    @Test
    void stays_silent_about_migrations() {
        harbour.site =
                Harbour.through(harbour.site, "org.flywaydb.core.internal.jdbc.DriverDataSource", "getConnection");
        open(HostClass.INTERNAL, 0, 0);
        harbour.conclude();

        assertThat(harbour.found).isEmpty();
    }
}
