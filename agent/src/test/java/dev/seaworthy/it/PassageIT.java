package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.Certificate;
import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Passage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way to the database: two real PostgreSQL servers, one with TLS and one without. To the programs they are on another
 * machine, since hosts are judged by their name; a hosts file leads the name here.
 */
class PassageIT {

    private static final String TIMEOUT = "jdbc/no-socket-timeout";
    private static final String PLAIN = "jdbc/plaintext-transport";
    private static final String HOST = "shop-db";
    private static final String PASSWORD = "kR8vTq2xzLw";
    private static final List<String> DATABASES =
            List.of("preferred", "helped", "required", "verified", "disabled", "timed", "asked", "held", "pooled");

    private static EmbeddedPostgres plain;
    private static EmbeddedPostgres encrypted;
    private static Certificate certificate;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        certificate = Certificate.of(HOST, folder);
        plain = EmbeddedPostgres.builder().start();
        encrypted = certificate.server().start();
        for (EmbeddedPostgres server : List.of(plain, encrypted)) {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create role app login password '" + PASSWORD + "'");
                for (String name : DATABASES) {
                    statement.execute("create database " + name);
                }
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        plain.close();
        encrypted.close();
    }

    private static String at(EmbeddedPostgres server, String host, String rest) {
        return "jdbc:postgresql://" + host + ":" + server.getPort() + "/" + rest;
    }

    /** The findings of one rule by database, each with its severity. */
    private static Map<String, String> found(Logbook log, String rule) {
        Map<String, String> found = new TreeMap<>();
        for (Sighting seen : log.confirmed(rule)) {
            found.put(seen.target(), seen.severity());
        }
        return found;
    }

    @EveryJdk
    void tells_what_travels_in_the_clear_or_waits_for_ever_and_nothing_else(Jdk jdk) throws SQLException {
        String full = "?sslmode=verify-full&sslrootcert=" + certificate.file();
        List<String> passages = new ArrayList<>();
        for (String passage : List.of(
                at(plain, HOST, "postgres") + "|app|%s|plain",
                at(plain, "localhost", "postgres") + "|app|%s|plain",
                at(plain, HOST, "timed?socketTimeout=30&connectTimeout=5") + "|app|%s|plain",
                at(encrypted, HOST, "preferred") + "|app|%s|query-timeout",
                at(encrypted, HOST, "helped?loginTimeout=20") + "|app|%s|query-timeout",
                at(encrypted, HOST, "required?sslmode=require") + "|app|%s|query-timeout",
                at(encrypted, HOST, "disabled?sslmode=disable") + "|app|%s|query-timeout",
                at(encrypted, HOST, "verified" + full) + "|app|%s|query-timeout",
                at(encrypted, HOST, "held" + full) + "|app|%s|network-timeout",
                at(encrypted, HOST, "asked" + full) + "|app|%s|plain",
                at(encrypted, HOST, "pooled" + full) + "|app|%s|hikari")) {
            passages.add(String.format(passage, PASSWORD));
        }
        Logbook log = Voyage.of(jdk, Passage.class)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .jvm("-Djdk.net.hosts.file=" + certificate.hosts())
                .agent("environment=developer")
                .limit(Duration.ofSeconds(90))
                .arguments(passages.toArray(String[]::new))
                .run()
                .ended();

        assertThat(found(log, PLAIN))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        at(plain, HOST, "postgres"), "high",
                        at(plain, HOST, "timed"), "high",
                        at(encrypted, HOST, "disabled"), "high",
                        at(encrypted, HOST, "preferred"), "low",
                        at(encrypted, HOST, "helped"), "low",
                        at(encrypted, HOST, "required"), "low"));
        assertThat(found(log, TIMEOUT))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        at(plain, HOST, "postgres"), "low",
                        at(encrypted, HOST, "asked"), "low",
                        at(encrypted, HOST, "pooled"), "low"));
        assertThat(log.hookInstalled("http.tls")).isTrue();
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }
}
