package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.seaworthy.harness.Certificate;
import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Steady;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shop that does everything right, under load: nothing to say about it, every number exact, and no more memory. */
class SoakIT {

    private static final String PASSWORD = "kR8vTq2xzLw";
    private static final int SECONDS = Integer.getInteger("soak.seconds", 8);

    private static EmbeddedPostgres server;
    private static Certificate certificate;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        certificate = Certificate.of("shop-db", folder);
        server = certificate.server().setServerConfig("max_connections", "200").start();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role app login password '" + PASSWORD + "'");
            statement.execute("create table orders (id int primary key, customer int, sold int)");
            statement.execute("create table order_lines (order_id int, item int, pieces int)");
            statement.execute("create table sales (order_id int)");
            statement.execute("create table sale_parts (order_id int, item int)");
            statement.execute("insert into orders select n, n % 100, 0 from generate_series(1, 2000) n");
            statement.execute("insert into order_lines select n % 2000 + 1, n % 7, 1 from generate_series(1, 14000) n");
            statement.execute("create index on order_lines (order_id)");
            statement.execute("grant select, insert, update on all tables in schema public to app");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Encrypted, with the server verified, and by a name that is not known to be this machine's own. */
    private static String url() {
        return "jdbc:postgresql://" + certificate.host() + ":" + server.getPort()
                + "/postgres?sslmode=verify-full&sslrootcert=" + certificate.file();
    }

    @NewestJdk
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void says_nothing_of_a_shop_that_does_everything_right(Jdk jdk) {
        Logbook log = run(jdk, SECONDS, "warm");

        String[] said = log.out().strip().split(" ");
        System.out.println("soak on " + jdk + ", " + SECONDS + " s: requests statements borrows transactions errors"
                + " heapFirst heapLast threadsFirst threadsLast: " + log.out().strip() + "; heard: statements "
                + log.observations("jdbc.statement") + ", borrows " + log.observations("jdbc.borrow") + ", returns "
                + log.observations("jdbc.return") + ", transactions " + log.observations("jdbc.transaction")
                + "; dropped " + dropped(log) + ", findings " + log.findings().size());
        assertThat(said).as(log.toString()).hasSize(9);
        assertThat(log.serious().stream().map(Sighting::message)).isEmpty();
        assertThat(said[4]).as(log.toString()).isEqualTo("0");
        assertThat(Long.parseLong(said[0])).isGreaterThan(1_000);
        assertThat(log.observations("jdbc.statement")).isEqualTo(Long.parseLong(said[1]));
        assertThat(log.observations("jdbc.borrow")).isEqualTo(Long.parseLong(said[2]));
        assertThat(log.observations("jdbc.return")).isEqualTo(Long.parseLong(said[2]));
        assertThat(log.observations("jdbc.transaction")).isEqualTo(Long.parseLong(said[3]));
        assertThat(dropped(log)).isZero();
        assertThat(log.warnings()).isEmpty();
        // What is left after a collection does not grow with the work done: caches fill, nothing piles up.
        assertThat(Long.parseLong(said[6]) - Long.parseLong(said[5])).isLessThan(12L << 20);
        // A pool's own helpers come and go.
        assertThat(Integer.parseInt(said[8]) - Integer.parseInt(said[7])).isLessThan(6);
    }

    /** While the first connection's class is being woven, others come and go unseen: no word about those. */
    @NewestJdk
    void takes_nothing_for_a_leak_when_all_come_at_once(Jdk jdk) {
        Logbook log = run(jdk, 6, "burst").saw("jdbc.borrow", 1_000).saw("jdbc.return", 1_000);

        assertThat(log.findings("jdbc/connection-leak")).as(log.toString()).isEmpty();
        assertThat(log.serious().stream().map(Sighting::message)).isEmpty();
        assertThat(log.out().strip().split(" ")[4]).isEqualTo("0");
    }

    private static Logbook run(Jdk jdk, int seconds, String how) {
        return Voyage.of(jdk, Steady.class)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .jvm("-Xmx160m", "-Djdk.net.hosts.file=" + certificate.hosts())
                .agent("rules=-http/*,jdbc/*", "db.max-connections=200")
                .limit(Duration.ofSeconds(seconds + 90L))
                .arguments(url(), "app", PASSWORD, Integer.toString(seconds), how)
                .run()
                .ended();
    }

    private static long dropped(Logbook log) {
        long sum = 0;
        for (Map.Entry<String, JsonElement> one : log.report()
                .getAsJsonObject("coverage")
                .getAsJsonObject("dropped")
                .entrySet()) {
            // A wait for hooks that was given up loses nothing by itself; what it may have lost is counted above.
            sum += one.getKey().equals("late-patience") ? 0 : one.getValue().getAsLong();
        }
        return sum;
    }
}
