package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.handle.Handles;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;

/** What requests do with handles of pooled connections of real drivers: every hazard and its twin in one run. */
class HandlesIT {

    private static Postgres database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = Postgres.database();
        for (String table : List.of("owners", "pets", "stock", "audit_log")) {
            database.execute("create table " + table + " (id serial primary key, n int)");
        }
        for (String table : List.of("owners", "pets", "stock")) {
            database.execute("insert into " + table + " (n) select n from generate_series(1, 30) n");
        }
    }

    private static String url(String user) {
        return database.url() + "?user=" + user;
    }

    @EveryJdk
    void finds_what_is_wrong_and_nothing_else(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Handles.class)
                .with("postgresql", "h2")
                .with(ClassPath.DBCP)
                .agent("rules=-http/*,jdbc/*", "db.max-connections=5000")
                .arguments(url("app"))
                .limit(Duration.ofSeconds(60))
                .run()
                .ended();

        assertThat(log.out()).doesNotContain("failed");
        Set<String> found = log.findings().stream()
                .filter(Sighting::isConfirmed)
                .filter(finding -> String.valueOf(finding.className()).startsWith("fixture.jdbc.handle"))
                .filter(finding -> !"<init>".equals(finding.method()))
                // It is one: the H2 here is a stand-in.
                .filter(finding -> !"jdbc/embedded-database".equals(finding.rule()))
                .map(finding -> finding.method() + " " + finding.rule()
                        + (finding.variant() == null ? "" : "#" + finding.variant()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .as(log.toString())
                .containsExactlyInAnyOrder(
                        "leaks jdbc/connection-leak",
                        "loop jdbc/n-plus-one",
                        "forgetsCommit jdbc/writes-without-transaction#uncommitted-close",
                        "opensEach jdbc/unpooled-connection");
    }
}
