package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Advised;
import fixture.jdbc.Managed;
import fixture.jdbc.Reserve;
import fixture.jdbc.shop.Shop;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;

/** What requests do with a real PostgreSQL through HikariCP: every hazard and its twin in one run. */
class JdbcWorkIT {

    private static Postgres database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = Postgres.database();
        for (String table : List.of(
                "owners (id serial primary key, name text)",
                "pets (id serial primary key, owner_id int, name text)",
                "visits (id serial primary key, pet_id int, note text)",
                "events (id serial primary key, line text)",
                "stock (id serial primary key, pieces int)",
                "orders (id serial primary key, item int)",
                "blog_post (id serial primary key, title text)",
                "tag (id serial primary key, name text)",
                "audit_log (id serial primary key, line text)")) {
            database.execute("create table " + table);
        }
        database.execute("insert into owners (name) select 'owner ' || n from generate_series(1, 120) n");
        database.execute("insert into pets (owner_id, name) select n, 'pet ' || n from generate_series(1, 120) n");
        database.execute("insert into events (line) select 'line ' || n from generate_series(1, 5000) n");
        database.execute("create table line (id serial primary key, text text)");
        database.execute("insert into line (text) select 'line ' || n from generate_series(1, 3000) n");
        database.execute("alter table line owner to app");
        database.execute("grant create on schema public to app");
        database.execute("insert into stock (pieces) select 100 from generate_series(1, 10)");
    }

    private static String url(String user) {
        return database.url() + "?user=" + user;
    }

    @NewestJdk
    void finds_what_is_wrong_and_nothing_else(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Shop.class)
                .with("postgresql", "tomcat-jdbc", "tomcat-juli")
                .with(ClassPath.SPRING_JDBC)
                .with(ClassPath.HIKARI)
                .agent("rules=-http/*,jdbc/*", "db.max-connections=5000")
                .arguments(url("app"), "app", "")
                .limit(Duration.ofSeconds(90))
                .run()
                .ended();

        Set<String> found = log.findings().stream()
                .filter(Sighting::isConfirmed)
                .filter(finding -> finding.rule().startsWith("jdbc/"))
                .filter(finding -> String.valueOf(finding.className()).startsWith("fixture.jdbc.shop"))
                // Which of its two variants speaks for both depends on which is heard of first.
                .map(finding -> finding.method() + " " + finding.rule()
                        + (finding.variant() == null || "sendsAndRollsBack".equals(finding.method())
                                ? ""
                                : "#" + finding.variant())
                        + " " + finding.severity())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "loopOverRows jdbc/n-plus-one high",
                        "loopOfWrites jdbc/n-plus-one#write-loop medium",
                        "chatter jdbc/chatty-request medium",
                        "sameAgain jdbc/chatty-request#duplicate-query low",
                        "wholeTable jdbc/unbounded-result medium",
                        "streams jdbc/unbounded-result low",
                        "streamsInVain jdbc/unbounded-result medium",
                        "streamsToSlowReader jdbc/unbounded-result low",
                        "leaksGarbage jdbc/connection-leak blocker",
                        "leaksHeld jdbc/connection-leak blocker",
                        "nested jdbc/nested-connection high",
                        "nestedInVain jdbc/nested-connection high",
                        "callsInTransaction jdbc/remote-call-in-transaction#in-transaction high",
                        "callsWhileHeld jdbc/remote-call-in-transaction#held medium",
                        "sendsAndWaitsWhileHeld jdbc/remote-call-in-transaction#held medium",
                        "handsOverWhileHeld jdbc/remote-call-in-transaction#held medium",
                        "sendsAndRollsBack jdbc/remote-call-in-transaction high",
                        "waitsInTransaction jdbc/remote-call-in-transaction#idle medium",
                        "scatters jdbc/writes-without-transaction medium",
                        "writesPosts jdbc/writes-without-transaction medium",
                        "inTransaction jdbc/writes-without-transaction medium",
                        "forgetsCommit jdbc/writes-without-transaction#uncommitted-close high",
                        "createsTable jdbc/runtime-ddl#request-time medium",
                        "truncates jdbc/runtime-ddl#destructive blocker",
                        "remakesTable jdbc/runtime-ddl#destructive blocker",
                        "waitsForTheLast jdbc/pool-exhausted high",
                        "usesUntested jdbc/no-connection-validation high",
                        "<init> jdbc/no-connection-validation medium",
                        "<init> jdbc/toy-pool#shared-connection high");
        // Rows that come page by page are no round trips that anybody could combine.
        assertThat(log.findings("jdbc/chatty-request"))
                .extracting(Sighting::method)
                .containsExactlyInAnyOrder("chatter", "sameAgain");
    }

    /** What a rule or its page advises is no other rule's hazard. */
    @EveryJdk
    void finds_nothing_wrong_with_what_it_advises(Jdk jdk) throws SQLException {
        Logbook log = Voyage.of(jdk, Advised.class)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .agent("db.max-connections=500")
                .arguments(database.url(), "app", "")
                .run()
                .ended();

        log.saw("jdbc.statement", 6 * 7).saw("jdbc.pool", 4);
        assertThat(log.findings().stream()
                        .filter(Sighting::isConfirmed)
                        .filter(finding -> String.valueOf(finding.className()).startsWith("fixture.jdbc.Advised"))
                        .filter(finding -> !finding.severity().equals("low")
                                && !finding.severity().equals("info")))
                .as(log.toString())
                .isEmpty();
    }

    /** A call is made while a connection is held by whoever has it in hand, not by whose pool has it in reserve. */
    @EveryJdk
    void tells_the_reserve_of_a_pool_from_what_is_held(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Reserve.class)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .agent("rules=jdbc/remote-call-in-transaction")
                .arguments(url("app"))
                .run()
                .ended();

        assertThat(log.findings("jdbc/remote-call-in-transaction"))
                .as(log.toString())
                .extracting(finding -> finding.method() + " " + finding.count())
                // At first it might be one more of them in reserve.
                .containsExactly("callWhileHeld " + (Reserve.HELD - 1));
    }

    @NewestJdk
    void finds_what_is_wrong_with_connections_that_a_transaction_manager_pools(Jdk jdk) {
        for (String manager : List.of("atomikos", "bitronix")) {
            Logbook log = Voyage.of(jdk, Managed.class)
                    .with(
                            "postgresql",
                            "transactions-jdbc",
                            "transactions-jta",
                            "transactions-6",
                            "transactions-api",
                            "atomikos-util",
                            "btm",
                            "javax.transaction-api",
                            "slf4j-api")
                    .agent("rules=jdbc/*")
                    .arguments(manager, Integer.toString(database.port()), database.name())
                    .limit(Duration.ofSeconds(60))
                    .run()
                    .ended();

            assertThat(log.out()).contains("done");
            assertThat(log.findings())
                    .as(log.toString())
                    .filteredOn(Sighting::isConfirmed)
                    .extracting(finding -> finding.rule() + " " + finding.method())
                    .containsExactlyInAnyOrder("jdbc/connection-leak leaks", "jdbc/n-plus-one pieces");
        }
    }
}
