package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real programs on real databases: a PostgreSQL server, and the ones that run in-process. */
class JdbcIT {

    private static final String UNPOOLED = "jdbc/unpooled-connection";
    private static final String PRIVILEGED = "jdbc/privileged-login";
    private static final String TOO_MANY = "jdbc/too-many-clients";
    private static final String EMBEDDED = "jdbc/embedded-database";
    private static final String PASSWORD = "kR8vTq2xzLw";

    private static EmbeddedPostgres roomy;
    private static EmbeddedPostgres tiny;
    private static Path pool;
    private static Path driver;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        roomy = EmbeddedPostgres.builder().start();
        tiny = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "5")
                .start();
        for (EmbeddedPostgres server : List.of(roomy, tiny)) {
            try (Connection connection = DriverManager.getConnection(url(server), "postgres", "postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create role app login password '" + PASSWORD + "'");
                askForPasswords(statement);
            }
        }
        pool = Renaming.write(Libraries.jar("HikariCP"), "com/zaxxer/hikari/", "deep/sea/", folder.resolve("pool.jar"));
        driver = Renaming.write(
                Libraries.jar("postgresql"), "org/postgresql/", "deep/river/", folder.resolve("driver.jar"));
    }

    @AfterAll
    static void stop() throws IOException {
        roomy.close();
        tiny.close();
    }

    /** The library's servers trust everybody; this one shall ask whoever is not its owner. */
    private static void askForPasswords(Statement statement) throws SQLException, IOException {
        try (ResultSet file = statement.executeQuery("show hba_file")) {
            file.next();
            Files.writeString(
                    Path.of(file.getString(1)), "host all postgres all trust\nhost all all all scram-sha-256\n");
        }
        statement.execute("select pg_reload_conf()");
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    private static Voyage sail(
            Jdk jdk, String kind, String where, int times, String url, String user, String password) {
        return Voyage.of(jdk, Program.class)
                .with(
                        "postgresql",
                        "h2",
                        "hsqldb",
                        "derby",
                        "derbyshared",
                        "sqlite-jdbc",
                        "HikariCP",
                        "commons-dbcp2",
                        "commons-pool2",
                        "commons-logging",
                        "spring-jdbc",
                        "spring-core",
                        "spring-beans",
                        "spring-tx",
                        "spring-jcl",
                        "jakarta.transaction-api",
                        "slf4j-api")
                .jar(pool)
                .jar(driver)
                .limit(Duration.ofSeconds(90))
                .arguments(kind, where, Integer.toString(times), url, user, password);
    }

    private static Logbook run(Jdk jdk, String kind, String where, int times) {
        return sail(jdk, kind, where, times, url(roomy), "app", PASSWORD).run().ended();
    }

    static Stream<Arguments> hazards() {
        return combine(
                "manager",
                "pgsimple",
                "spring",
                "direct",
                "lambda",
                "wrapped",
                "leaked",
                "unknown-driver",
                "unknown-source");
    }

    static Stream<Arguments> pools() {
        return combine("hikari", "dbcp", "renamed", "pond", "three-then-pool");
    }

    private static Stream<Arguments> combine(String... kinds) {
        return Jdk.each()
                .flatMap(jdk -> Stream.of(kinds)
                        .flatMap(kind -> Stream.of("plain", "served").map(where -> Arguments.of(jdk, kind, where))));
    }

    @ParameterizedTest(name = "{1} {2} on {0}")
    @MethodSource("hazards")
    void flags_connections_opened_for_one_use(Jdk jdk, String kind, String where) {
        Logbook log = run(jdk, kind, where, 20);

        Sighting seen = log.theConfirmed(UNPOOLED);
        assertThat(seen.severity()).isEqualTo("blocker");
        assertThat(seen.className()).startsWith("fixture.jdbc.");
        assertThat(seen.target()).isEqualTo(url(roomy));
        // What nobody closes is found by the collector, the last ones not before the end.
        assertThat(seen.count()).isGreaterThan(kind.equals("leaked") ? 5 : 10);
        // The first connection of a driver that nobody knows may be open before its class is woven.
        assertThat(log.observations("jdbc.connection")).isBetween(kind.startsWith("unknown") ? 18L : 20L, 20L);
        assertThat(log.confirmed(PRIVILEGED)).isEmpty();
        assertThat(log.toString()).doesNotContain("password=" + PASSWORD);
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }

    @ParameterizedTest(name = "{1} {2} on {0}")
    @MethodSource("pools")
    void stays_silent_about_pools_of_any_name(Jdk jdk, String kind, String where) {
        Logbook log = run(jdk, kind, where, 60);

        assertThat(log.findings().stream()
                        .filter(seen ->
                                seen.rule().startsWith("jdbc/") && !seen.state().equals("resolved")))
                .as(log.toString())
                .isEmpty();
        assertThat(log.observations("jdbc.connection")).isPositive();
    }

    @EveryJdk
    void flags_a_pool_built_in_each_request(Jdk jdk) {
        Sighting seen = run(jdk, "hikari-per-call", "served", 6).theConfirmed(UNPOOLED);

        assertThat(seen.variant()).isEqualTo("pool-per-request");
        assertThat(seen.className()).startsWith("fixture.jdbc.");
    }

    @EveryJdk
    void flags_a_database_that_is_full(Jdk jdk) {
        Logbook log =
                sail(jdk, "hog", "served", 10, url(tiny), "app", PASSWORD).run().ended();

        Sighting seen = log.theConfirmed(TOO_MANY);
        assertThat(seen.severity()).isEqualTo("blocker");
        assertThat(seen.evidence().get("code").getAsString()).contains("53300");
        assertThat(seen.evidence().get("open-here").getAsInt()).isPositive();
    }

    @EveryJdk
    void stays_silent_about_a_wrong_password_and_a_server_that_is_down(Jdk jdk) {
        assertThat(sail(jdk, "refused", "plain", 8, url(roomy), "app", "wrong-" + PASSWORD)
                        .run()
                        .ended()
                        .findings())
                .filteredOn(seen -> seen.rule().startsWith("jdbc/"))
                .isEmpty();
        assertThat(sail(jdk, "refused", "plain", 8, "jdbc:postgresql://localhost:1/shop", "app", PASSWORD)
                        .run()
                        .ended()
                        .findings())
                .filteredOn(seen -> seen.rule().startsWith("jdbc/"))
                .isEmpty();
    }

    @EveryJdk
    void flags_the_administrator_s_login(Jdk jdk) {
        Logbook log = sail(jdk, "hikari", "served", 5, url(roomy), "postgres", "postgres")
                .run()
                .ended();

        Sighting seen = log.theConfirmed(PRIVILEGED);
        assertThat(seen.severity()).isEqualTo("high");
        assertThat(seen.message()).contains("postgres", "same as the user");
    }

    @EveryJdk
    void flags_requests_served_from_databases_inside_the_process(Jdk jdk) {
        for (String url : List.of(
                "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
                "jdbc:h2:file:./shop",
                "jdbc:hsqldb:mem:shop",
                "jdbc:derby:memory:shop;create=true",
                "jdbc:sqlite:shop.db")) {
            Logbook log = sail(jdk, "dbcp", "served", 5, url, "sa", "-").run().ended();

            Sighting seen = log.theConfirmed(EMBEDDED);
            assertThat(seen.severity()).as(log.toString()).isEqualTo("high");
            assertThat(seen.variant()).isEqualTo(url.contains("mem") ? "mem" : null);
            assertThat(log.confirmed(PRIVILEGED)).isEmpty();
        }
    }

    @EveryJdk
    void stays_silent_about_databases_inside_programs_and_read_only_ones(Jdk jdk) {
        assertThat(sail(jdk, "dbcp", "plain", 5, "jdbc:h2:mem:shop", "sa", "-")
                        .run()
                        .ended()
                        .confirmed(EMBEDDED))
                .isEmpty();
        Voyage sqlite = sail(jdk, "dbcp", "plain", 5, "jdbc:sqlite:geo.db", "-", "-");
        sqlite.run().ended();
        assertThat(sail(jdk, "dbcp", "served", 5, "jdbc:sqlite:file:geo.db?mode=ro", "-", "-")
                        .in(sqlite.directory())
                        .run()
                        .ended()
                        .confirmed(EMBEDDED))
                .isEmpty();
    }

    @EveryJdk
    void caps_unpooled_connections_to_a_database_inside_the_process(Jdk jdk) {
        for (String kind : List.of("manager", "h2")) {
            Logbook log = sail(jdk, kind, "served", 10, "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1", "sa", "")
                    .run()
                    .ended();

            assertThat(log.theConfirmed(UNPOOLED).severity()).isEqualTo("low");
            assertThat(log.theConfirmed(EMBEDDED).severity()).isEqualTo("high");
        }
    }

    @EveryJdk
    void survives_drivers_that_return_nothing_or_throw(Jdk jdk) {
        Logbook log = sail(jdk, "nothing", "plain", 10, "jdbc:nothing:at-all", "app", PASSWORD)
                .run()
                .ended();

        assertThat(log.findings())
                .filteredOn(seen -> seen.rule().startsWith("jdbc/"))
                .isEmpty();
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }
}
