package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Passage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
    private static Path certificate;
    private static Path hosts;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + HOST + "\n");
        certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        certify(folder, certificate, key);
        plain = EmbeddedPostgres.builder().start();
        encrypted = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .start();
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

    /** A certificate that nobody else signed, as the JDK's keytool makes it, in the form that PostgreSQL reads. */
    private static void certify(Path folder, Path certificate, Path key) throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Jdk.of(17).tool("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "SAN=dns:" + HOST,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore read = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Key secret = read.getKey("server", PASSWORD.toCharArray());
        pem(certificate, "CERTIFICATE", read.getCertificate("server").getEncoded());
        pem(key, "PRIVATE KEY", secret.getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
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
        String full = "?sslmode=verify-full&sslrootcert=" + certificate;
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
                .with("postgresql", "HikariCP", "slf4j-api")
                .jvm("-Djdk.net.hosts.file=" + hosts)
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
        assertThat(log.hookInstalled("jdbc.tls")).isTrue();
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }
}
