package dev.seaworthy.rule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlaintextTransportTest {

    private Harbour harbour = withMesh("auto");

    private static Harbour withMesh(String mesh) {
        return new Harbour(new PlaintextTransport(new Surroundings(key -> key.equals("mesh") ? mesh : null)));
    }

    private void open(HostClass host, Encryption encryption, Handshake handshake) {
        harbour.configured(host, 0, 0, encryption, handshake);
    }

    private void at(String product, String host) {
        harbour.database = new Database(
                "jdbc:" + product + "://" + host + "/shop", product, host, 0, "shop", "app", false, false, false, null);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "PREFERRED"})
    void flags_connections_without_handshake(Encryption encryption) {
        open(HostClass.INTERNAL, encryption, Handshake.NONE);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.HIGH);
            assertThat(found.message()).startsWith("The connection is not encrypted");
            assertThat(found.fix()).contains("sslmode=verify-full");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "UNVERIFIED, SEEN, does not verify the server",
        "UNVERIFIED, UNKNOWN, does not verify the server",
        "PREFERRED, SEEN, only because the server offers it",
        "PREFERRED, UNKNOWN, only if the server offers it",
        "OFF, SEEN, only the login is"
    })
    void flags_what_is_not_enforced_or_not_verified_as_low(Encryption encryption, Handshake handshake, String part) {
        open(HostClass.PUBLIC, encryption, handshake);

        assertThat(harbour.confirmed()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.LOW);
            assertThat(found.message()).contains(part);
        });
    }

    @Test
    void flags_a_private_link_as_low() {
        for (String host : new String[] {
            "shop.privatelink.database.windows.net", "vpce-0a1b.vpce-svc-02.us-east-1.vpce.amazonaws.com"
        }) {
            at("postgresql", host);
            open(HostClass.PUBLIC, Encryption.OFF, Handshake.NONE);
        }

        assertThat(harbour.confirmed())
                .hasSize(2)
                .allSatisfy(found -> assertThat(found.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void flags_the_worst_once_for_each_database() {
        open(HostClass.INTERNAL, Encryption.UNVERIFIED, Handshake.SEEN);
        open(HostClass.INTERNAL, Encryption.UNVERIFIED, Handshake.SEEN);
        open(HostClass.INTERNAL, Encryption.OFF, Handshake.NONE);
        open(HostClass.INTERNAL, Encryption.OFF, Handshake.NONE);

        assertThat(harbour.confirmed()).extracting("severity").containsExactly(Severity.LOW, Severity.HIGH);
    }

    @Test
    void flags_in_the_words_of_the_driver() {
        for (String product : new String[] {
            "mysql", "mariadb", "sqlserver", "oracle", "clickhouse", "ch", "h2", "hsqldb", "derby", "other"
        }) {
            at(product, "db");
            open(HostClass.INTERNAL, Encryption.OFF, Handshake.NONE);
        }

        assertThat(harbour.confirmed())
                .hasSize(10)
                .allSatisfy(
                        found -> assertThat(found.fix().replaceAll("\\.$", "")).doesNotContain(". "));
    }

    @Test
    void flags_on_a_developer_s_machine_as_anywhere() {
        assertThat(PlaintextTransport.class.getAnnotation(RuleSpec.class).milderOnDeveloperMachine())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOPBACK", "DEV_ONLY"})
    void stays_silent_about_loopback_proxies_and_socket_files(HostClass host) {
        open(host, Encryption.OFF, Handshake.NONE);

        assertThat(harbour.found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void stays_silent_where_the_server_proves_itself(Handshake handshake) {
        open(HostClass.PUBLIC, Encryption.VERIFIED, handshake);

        assertThat(harbour.found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void stays_silent_about_drivers_that_nobody_knows(Handshake handshake) {
        open(HostClass.PUBLIC, Encryption.UNKNOWN, handshake);
        open(null, Encryption.OFF, Handshake.NONE);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_where_another_tls_than_the_jdk_s_may_be_at_work() {
        open(HostClass.PUBLIC, Encryption.OFF, Handshake.UNKNOWN);

        assertThat(harbour.found).isEmpty();
    }

    @Test
    void stays_silent_inside_a_mesh_but_not_about_what_leaves_it() {
        harbour = withMesh("true");
        open(HostClass.INTERNAL, Encryption.OFF, Handshake.NONE);
        assertThat(harbour.found).isEmpty();

        open(HostClass.PUBLIC, Encryption.OFF, Handshake.NONE);
        assertThat(harbour.confirmed()).hasSize(1);
    }

    @Test
    void stays_silent_about_embedded_databases() {
        harbour.database = new Database("jdbc:h2:mem:shop", "h2", null, 0, "shop", "sa", true, true, false, null);
        open(HostClass.LOOPBACK, Encryption.OFF, Handshake.NONE);

        assertThat(harbour.found).isEmpty();
    }
}
