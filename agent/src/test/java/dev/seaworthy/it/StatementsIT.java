package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Shop;
import fixture.jdbc.access.Hoard;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements, transactions, rows and borrows of real drivers behind real pools: each is counted once. */
class StatementsIT {

    private static Postgres database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = Postgres.database();
    }

    static Stream<Arguments> shops() {
        String postgres = database.url();
        String h2 = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
        return Jdk.newest()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(jdk, "hikari", postgres),
                        Arguments.of(jdk, "hikari", h2),
                        Arguments.of(jdk, "dbcp", postgres),
                        Arguments.of(jdk, "dbcp", h2),
                        Arguments.of(jdk, "shared", postgres),
                        Arguments.of(jdk, "cp", postgres),
                        Arguments.of(jdk, "xa", postgres),
                        Arguments.of(jdk, "h2pool", h2),
                        Arguments.of(jdk, "h2xa", h2),
                        Arguments.of(jdk, "hsqldb", "jdbc:hsqldb:mem:shop")));
    }

    @ParameterizedTest(name = "{1} over {2} on {0}")
    @MethodSource("shops")
    void each_is_counted_once(Jdk jdk, String pool, String url) {
        Logbook log = Voyage.of(jdk, Shop.class)
                .with("postgresql", "h2", "hsqldb")
                .with(ClassPath.DBCP)
                .with(ClassPath.HIKARI)
                .limit(Duration.ofSeconds(60))
                .arguments(pool, url, pool.equals("hsqldb") ? "SA" : "postgres", "postgres")
                .run()
                .ended();

        String[] said = List.of(log.out().strip().split("\n")).get(0).split(" ");
        assertThat(said).as(log.toString()).hasSize(4);
        assertThat(log.observations("jdbc.statement")).as(log.toString()).isEqualTo(Long.parseLong(said[0]));
        assertThat(log.observations("jdbc.transaction")).isEqualTo(Long.parseLong(said[1]));
        assertThat(log.observations("jdbc.rows")).isEqualTo(Long.parseLong(said[2]));
        assertThat(log.observations("jdbc.borrow")).isEqualTo(Long.parseLong(said[3]));
        assertThat(log.observations("jdbc.return")).isEqualTo(Long.parseLong(said[3]));
        assertThat(log.warnings()).isEmpty();
    }

    @EveryJdk
    void those_that_stay_open_are_told_apart_from_those_that_are_kept(Jdk jdk) throws SQLException {
        database.execute(
                "create table if not exists owners (id int, name text)",
                "create table if not exists lines (id int, text text)");
        Logbook log = Voyage.of(jdk, Hoard.class)
                .with("postgresql", "commons-dbcp2", "commons-pool2", "commons-logging")
                .with(ClassPath.HIKARI)
                .with("jakarta.transaction-api-1", "tomcat-jdbc", "tomcat-juli")
                .with(ClassPath.C3P0)
                .agent("rules=jdbc/connection-leak")
                .limit(Duration.ofSeconds(60))
                .arguments(database.url() + "?user=postgres")
                .run()
                .ended();

        assertThat(log.out()).contains("done").doesNotContain("failed");
        // Three leaks, of which two doubled, and four caches with more than a hundred open statements each.
        assertThat(log.observations("jdbc.open-statements")).as(log.toString()).isEqualTo(9);
        assertThat(log.findings("jdbc/connection-leak"))
                .as(log.toString())
                .filteredOn(Sighting::isConfirmed)
                .extracting(finding -> finding.method() + " " + finding.variant() + " " + finding.severity())
                .containsExactlyInAnyOrder(
                        "poolForgets statement medium",
                        "jobForgets statement medium",
                        "forgetsInOneRequest statement medium");
    }
}
