package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Calm;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** What looks like a hazard to a database and is none: not a word about it. */
class CalmIT {

    private static final String PASSWORD = "kR8vTq2xzLw";

    private static Postgres database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = Postgres.database();
        for (String table : List.of(
                "owners (id serial primary key, name text)",
                "visits (id serial primary key, pet_id int, note text)",
                "events (id serial primary key, line text)",
                "stock (id serial primary key, pieces int)")) {
            database.execute("create table " + table);
        }
        database.execute("insert into owners (name) select 'owner ' || n from generate_series(1, 120) n");
        database.execute("insert into events (line) select 'line ' || n from generate_series(1, 3000) n");
        database.execute("insert into stock (pieces) select 100 from generate_series(1, 10)");
    }

    /** The timeouts of a connection that somebody opens by hand. */
    private static String url() {
        return database.url() + "?connectTimeout=5&socketTimeout=30";
    }

    @EveryJdk
    void says_nothing_of_what_is_done_on_purpose(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Calm.class)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .agent("rules=-http/*,jdbc/*", "db.max-connections=500")
                .arguments(url(), "app", PASSWORD)
                .limit(Duration.ofSeconds(90))
                .run()
                .ended();

        assertThat(log.out()).as(log.toString()).isEqualTo("done 5\n");
        // Six rounds of nine routes and six jobs, each in transactions.
        log.saw("jdbc.connection", 6)
                .saw("jdbc.borrow", 60)
                .saw("jdbc.return", 60)
                .saw("jdbc.statement", 400)
                .saw("jdbc.rows", 200)
                .saw("jdbc.transaction", 90);
        // In no state: what is suspected is in the report, too. An export that streams is worth a low one.
        assertThat(log.findings().stream()
                        .filter(seen -> !seen.state().equals("resolved") && seen.isAtLeastMedium())
                        .map(Sighting::message))
                .as(log.toString())
                .isEmpty();
        assertThat(log.warnings()).isEmpty();
    }
}
