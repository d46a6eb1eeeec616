package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final List<String> HAZARDS = List.of(
            "manager",
            "pgsimple",
            "spring",
            "direct",
            "lambda",
            "wrapped",
            "leaked",
            "unknown-driver",
            "unknown-source");
    private static final List<String> POOLS =
            List.of("hikari", "dbcp", "renamed", "pond", "assembled", "tenants", "basin", "three-then-pool");

    /** What programs left behind that several tests ask. */
    private static final Map<String, Logbook> LOGS = new HashMap<>();

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
                // Computing SCRAM's keys costs each connection more than all else.
                statement.execute("set password_encryption = 'md5'");
                statement.execute("create role app login password '" + PASSWORD + "'");
                for (String kind :
                        Stream.of(HAZARDS, POOLS).flatMap(List::stream).toList()) {
                    statement.execute("create database \"" + kind + "\" owner app");
                }
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
            Files.writeString(Path.of(file.getString(1)), "host all postgres all trust\nhost all all all md5\n");
        }
        statement.execute("select pg_reload_conf()");
    }

    private static String url(EmbeddedPostgres server) {
        return url(server, "postgres");
    }

    private static String url(EmbeddedPostgres server, String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    /** @param databases for each of them kind, URL, user and password */
    private static Voyage sail(Jdk jdk, String where, int times, String... databases) {
        return Voyage.of(jdk, Program.class)
                .with("postgresql", "h2", "hsqldb", "derby", "derbyshared", "sqlite-jdbc")
                .with(ClassPath.SPRING_JDBC)
                .with(ClassPath.DBCP)
                .with(ClassPath.HIKARI)
                .jar(pool)
                .jar(driver)
                .limit(Duration.ofSeconds(120))
                .arguments(where, Integer.toString(times))
                .arguments(databases);
    }

    /** One program that does it in every way, each with a database of its own, by which its findings are known. */
    private static Logbook all(Jdk jdk, List<String> kinds, String where, int times) {
        return LOGS.computeIfAbsent(
                jdk + where + kinds,
                any -> sail(
                                jdk,
                                where,
                                times,
                                kinds.stream()
                                        .flatMap(kind -> Stream.of(kind, url(roomy, kind), "app", PASSWORD))
                                        .toArray(String[]::new))
                        .agent("db.max-connections=1000")
                        .run()
                        .ended());
    }

    static Stream<Arguments> hazards() {
        return combine(HAZARDS);
    }

    static Stream<Arguments> places() {
        return Jdk.each().flatMap(jdk -> Stream.of("plain", "served").map(where -> Arguments.of(jdk, where)));
    }

    private static Stream<Arguments> combine(List<String> kinds) {
        return Jdk.each()
                .flatMap(jdk -> Stream.of("plain", "served")
                        .flatMap(where -> kinds.stream().map(kind -> Arguments.of(jdk, kind, where))));
    }

    static Stream<Arguments> pools() {
        return combine(POOLS);
    }

    @ParameterizedTest(name = "{1} {2} on {0}")
    @MethodSource("hazards")
    void flags_connections_opened_for_one_use(Jdk jdk, String kind, String where) {
        Logbook log = all(jdk, HAZARDS, where, 20);

        List<Sighting> found = log.confirmed(UNPOOLED).stream()
                .filter(seen -> url(roomy, kind).equals(seen.target()))
                .toList();
        assertThat(found).as(log.toString()).hasSize(1);
        assertThat(found.get(0).severity()).isEqualTo("blocker");
        assertThat(found.get(0).className()).startsWith("fixture.jdbc.");
        // What nobody closes is found by the collector, the last ones not before the end.
        assertThat(found.get(0).count()).isBetween(kind.equals("leaked") ? 6L : 11L, 20L);
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("places")
    void counts_every_connection_and_repeats_no_password(Jdk jdk, String where) {
        Logbook log = all(jdk, HAZARDS, where, 20);

        // The first connection of a driver that nobody knows may be open before its class is woven.
        assertThat(log.observations("jdbc.connection")).isBetween(9 * 20 - 4L, 9 * 20L);
        assertThat(log.confirmed(PRIVILEGED)).isEmpty();
        assertThat(log.toString()).doesNotContain("password=" + PASSWORD);
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }

    @ParameterizedTest(name = "{1} {2} on {0}")
    @MethodSource("pools")
    void stays_silent_about_pools_of_any_name(Jdk jdk, String kind, String where) {
        Logbook log = all(jdk, POOLS, where, 60);

        log.saw("jdbc.statement", 60 * (POOLS.size() - 1L)).saw("jdbc.connection", POOLS.size());
        assertThat(log.findings().stream()
                        .filter(seen -> seen.rule().startsWith("jdbc/")
                                && !seen.state().equals("resolved")
                                && (seen.target() == null || seen.target().startsWith(url(roomy, kind)))))
                .as(log.toString())
                .isEmpty();
    }

    @EveryJdk
    void flags_a_pool_built_in_each_request(Jdk jdk) {
        List<String> kinds = List.of("hikari", "assembled", "basin");
        List<Sighting> found = sail(
                        jdk,
                        "served",
                        12,
                        kinds.stream()
                                .flatMap(kind -> Stream.of(kind + "-per-call", url(roomy, kind), "app", PASSWORD))
                                .toArray(String[]::new))
                .run()
                .ended()
                .confirmed(UNPOOLED);

        assertThat(found).allSatisfy(seen -> {
            assertThat(seen.variant()).isEqualTo("pool-per-request");
            assertThat(seen.className()).startsWith("fixture.jdbc.Stores");
            assertThat(seen.count()).isBetween(3L, 12L); // those of a class that nobody knows yet are missed
        });
        assertThat(found.stream().map(Sighting::target))
                .containsExactlyInAnyOrderElementsOf(
                        kinds.stream().map(kind -> url(roomy, kind)).toList());
    }

    @NewestJdk
    void names_the_caller_s_line_where_proxies_of_libraries_open_connections(Jdk jdk, @TempDir Path folder)
            throws IOException {
        String[] libraries = {
            "postgresql",
            "org.javassist:javassist:3.30.2-GA",
            "org.mockito:mockito-core:4.11.0",
            "org.jboss.weld.se:weld-se-core:5.1.5.Final"
        };
        Path root = Libraries.repository().resolve("agent/src/test/clients");
        Sighting seen = Voyage.of(jdk, "fixture.lives.Proxies")
                .classesIn(Sources.compile(folder, root, "fixture.lives.Proxies", libraries))
                .with(libraries)
                .jvm("-Dnet.bytebuddy.experimental=true")
                .arguments(url(roomy, "manager"), "app", PASSWORD)
                .run()
                .ended()
                .theConfirmed(UNPOOLED);

        assertThat(seen.method()).isEqualTo("javassist");
        assertThat(seen.evidence().toString())
                .contains(
                        "Proxies.javassist(Proxies.java:",
                        "Proxies.mockito(Proxies.java:",
                        "Proxies.weld(Proxies.java:")
                .doesNotContain(":-1)", "Unknown Source", "_WeldClientProxy(");
    }

    @EveryJdk
    void flags_a_database_that_is_full(Jdk jdk) {
        Logbook log =
                sail(jdk, "served", 10, "hog", url(tiny), "app", PASSWORD).run().ended();

        Sighting seen = log.theConfirmed(TOO_MANY);
        assertThat(seen.severity()).isEqualTo("blocker");
        assertThat(seen.evidence().get("code").getAsString()).contains("53300");
        assertThat(seen.evidence().get("open-here").getAsInt()).isPositive();
    }

    @EveryJdk
    void stays_silent_about_a_wrong_password_and_a_server_that_is_down(Jdk jdk) {
        String down = "jdbc:postgresql://localhost:1/shop";
        Logbook log = sail(
                        jdk,
                        "plain",
                        8,
                        "refused",
                        url(roomy),
                        "app",
                        "wrong-" + PASSWORD,
                        "refused",
                        down,
                        "app",
                        PASSWORD)
                .run()
                .ended()
                .saw("jdbc.refused", 16);

        assertThat(log.findings())
                .filteredOn(seen -> seen.rule().startsWith("jdbc/"))
                .isEmpty();
    }

    @EveryJdk
    void flags_the_administrator_s_login(Jdk jdk) {
        Logbook log = sail(jdk, "served", 5, "hikari", url(roomy), "postgres", "postgres")
                .run()
                .ended();

        Sighting seen = log.theConfirmed(PRIVILEGED);
        assertThat(seen.severity()).isEqualTo("high");
        assertThat(seen.message()).contains("postgres", "same as the user");
    }

    @EveryJdk
    void flags_requests_served_from_databases_inside_the_process(Jdk jdk) {
        List<String> urls = List.of(
                "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
                "jdbc:h2:file:./shop",
                "jdbc:hsqldb:mem:shop",
                "jdbc:derby:memory:shop;create=true",
                "jdbc:sqlite:shop.db");
        Logbook log = sail(
                        jdk,
                        "served",
                        5,
                        urls.stream()
                                .flatMap(url -> Stream.of("dbcp", url, "sa", "-"))
                                .toArray(String[]::new))
                .run()
                .ended();

        assertThat(log.confirmed(EMBEDDED))
                .as(log.toString())
                .extracting(Sighting::target, Sighting::variant, Sighting::severity)
                .containsExactlyInAnyOrder(
                        tuple("jdbc:h2:mem:shop", "mem", "high"),
                        tuple("jdbc:h2:file:./shop", null, "high"),
                        tuple("jdbc:hsqldb:mem:shop", "mem", "high"),
                        tuple("jdbc:derby:memory:shop", "mem", "high"),
                        tuple("jdbc:sqlite:shop.db", null, "high"));
        assertThat(log.confirmed(PRIVILEGED)).isEmpty();
    }

    @EveryJdk
    void stays_silent_about_databases_inside_programs_and_read_only_ones(Jdk jdk) {
        Voyage plain =
                sail(jdk, "plain", 5, "dbcp", "jdbc:h2:mem:shop", "sa", "-", "dbcp", "jdbc:sqlite:geo.db", "-", "-");
        assertThat(plain.run().ended().saw("jdbc.connection", 2).confirmed(EMBEDDED))
                .isEmpty();
        assertThat(sail(jdk, "served", 5, "dbcp", "jdbc:sqlite:file:geo.db?mode=ro", "-", "-")
                        .in(plain.directory())
                        .run()
                        .ended()
                        .saw("jdbc.connection", 1)
                        .confirmed(EMBEDDED))
                .isEmpty();
    }

    @EveryJdk
    void caps_unpooled_connections_to_a_database_inside_the_process(Jdk jdk) {
        String one = "jdbc:h2:mem:one;DB_CLOSE_DELAY=-1";
        String other = "jdbc:h2:mem:other;DB_CLOSE_DELAY=-1";
        Logbook log = sail(jdk, "served", 10, "manager", one, "sa", "", "h2", other, "sa", "")
                .run()
                .ended();

        assertThat(log.findings())
                .as(log.toString())
                .filteredOn(Sighting::isConfirmed)
                .extracting(Sighting::rule, Sighting::target, Sighting::severity)
                .contains(
                        tuple(UNPOOLED, "jdbc:h2:mem:one", "low"),
                        tuple(UNPOOLED, "jdbc:h2:mem:other", "low"),
                        tuple(EMBEDDED, "jdbc:h2:mem:one", "high"),
                        tuple(EMBEDDED, "jdbc:h2:mem:other", "high"));
    }

    @EveryJdk
    void survives_drivers_that_return_nothing_or_throw(Jdk jdk) {
        Logbook log = sail(jdk, "plain", 10, "nothing", "jdbc:nothing:at-all", "app", PASSWORD)
                .run()
                .ended()
                .saw("jdbc.refused", 5);

        assertThat(log.findings())
                .filteredOn(seen -> seen.rule().startsWith("jdbc/"))
                .isEmpty();
        assertThat(log.report().toString()).doesNotContain(PASSWORD);
    }
}
