package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.Fleet;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Every pool that people use, on a PostgreSQL server that accepts 20 connections, or on a roomy one. */
class PoolsIT {

    private static final String EXCEEDS = "jdbc/pool-exceeds-db-limit";
    private static final String EXHAUSTED = "jdbc/pool-exhausted";
    private static final String UNTESTED = "jdbc/no-connection-validation";
    private static final String TOY = "jdbc/toy-pool";

    /** What waits for ever, and tests nothing, unless told otherwise. */
    private static final List<String> CARELESS = List.of(
            "dbcp2,maxTotal=3",
            "dbcp1,maxActive=3",
            "tomcat,maxActive=3,initialSize=1",
            "c3p0,maxPoolSize=3,initialPoolSize=1,minPoolSize=1",
            "agroal,maxSize=3",
            "druid,maxActive=3",
            "ucp,maxPoolSize=3",
            "hikari,maximumPoolSize=3,minimumIdle=1,maxLifetime=0,connectionTimeout=0");

    /** The same, set with care, and what is careful by itself. */
    private static final List<String> CAREFUL = List.of(
            "dbcp2,maxTotal=11,maxWaitMillis=3000",
            "dbcp1,maxActive=12,maxWait=3000,validationQuery=select 1",
            "tomcat,maxActive=13,initialSize=1,testOnBorrow=true,validationQuery=select 1",
            "c3p0,maxPoolSize=14,initialPoolSize=1,minPoolSize=1,checkoutTimeout=9000,testConnectionOnCheckout=true",
            "agroal,maxSize=15,acquisitionTimeout_s=3,validateOnBorrow=true",
            "druid,maxActive=16,maxWait=3000,validationQuery=select 1",
            "ucp,maxPoolSize=17,validateConnectionOnBorrow=true",
            "vibur,poolMaxSize=18,poolInitialSize=1",
            "bonecp,maxConnectionsPerPartition=7,partitionCount=3,minConnectionsPerPartition=1,connectionTimeoutInMs=3000",
            "h2,maxConnections=19",
            "hikari,maximumPoolSize=22,minimumIdle=1",
            "renamed,maximumPoolSize=23,minimumIdle=1",
            "lagoon,maxSize=24");

    private static final String[] JARS = {
        "postgresql",
        "h2",
        "HikariCP",
        "commons-dbcp2",
        "commons-pool2",
        "commons-logging",
        "commons-dbcp-1",
        "commons-pool-1",
        "tomcat-jdbc",
        "tomcat-juli",
        "c3p0",
        "mchange-commons-java",
        "agroal-api",
        "agroal-pool",
        "jboss-logging",
        "vibur-dbcp",
        "vibur-object-pool",
        "druid",
        "ucp",
        "ojdbc11",
        "bonecp",
        "guava",
        "mybatis",
        "spring-jdbc",
        "spring-core",
        "spring-beans",
        "spring-tx",
        "spring-jcl",
        "jakarta.transaction-api",
        "slf4j-api"
    };

    private static EmbeddedPostgres tiny;
    private static String roomy;
    private static Path renamed;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        tiny = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "20")
                .start();
        roomy = Postgres.database().url();
        renamed = Renaming.write(Libraries.jar("HikariCP"), "com/zaxxer/hikari/", "deep/sea/", folder.resolve("p.jar"));
    }

    @AfterAll
    static void stop() throws IOException {
        tiny.close();
    }

    private static Voyage sail(Jdk jdk, String url, String how, int millis, List<String> pools) {
        List<String> arguments = new ArrayList<>(List.of(url, "postgres", "postgres", Integer.toString(millis), how));
        arguments.addAll(pools);
        return Voyage.of(jdk, Fleet.class)
                .with(JARS)
                .jar(renamed)
                .limit(Duration.ofSeconds(120))
                // Ten pools for one database are none of an application's; here they are one of each make.
                .agent("rules=-jdbc/privileged-login,-jdbc/unpooled-connection")
                .arguments(arguments.toArray(String[]::new));
    }

    private static List<String> methods(List<Sighting> seen) {
        return seen.stream().map(Sighting::method).sorted().toList();
    }

    @EveryJdk
    void flags_pools_that_wait_for_ever_and_test_nothing(Jdk jdk) {
        Logbook log = sail(jdk, roomy, "plain", 0, CARELESS).run().ended();

        assertThat(methods(log.confirmed(EXHAUSTED)))
                .as(log.toString())
                .containsExactly("agroal", "c3p0", "dbcp1", "dbcp2", "druid", "hikari");
        assertThat(log.confirmed(EXHAUSTED)).allSatisfy(seen -> {
            assertThat(seen.variant()).isEqualTo("waits-forever");
            assertThat(seen.severity()).isEqualTo("medium");
            assertThat(seen.className()).isEqualTo("fixture.jdbc.Fleet");
            assertThat(seen.message()).contains(" of 3 ");
        });
        assertThat(methods(log.confirmed(UNTESTED)))
                .containsExactly("agroal", "c3p0", "dbcp1", "hikari", "tomcat", "ucp");
    }

    @EveryJdk
    void reads_each_pool_and_stays_silent_about_careful_ones(Jdk jdk) {
        Voyage voyage = sail(jdk, roomy, "told", 0, CAREFUL)
                .agent("db.max-connections=900", "replicas=4", "replicas.surge=0", "report.every=500ms")
                .stdinOpen();
        Logbook log;
        try (Running running = voyage.start()) {
            // Two of them are no pools by name: they are found while they work.
            Awaitility.await().atMost(Duration.ofSeconds(100)).until(() -> read(voyage) >= CAREFUL.size());
            log = running.say("enough").finish().ended();
        }

        Sighting seen = log.theConfirmed(EXCEEDS);
        List<Integer> sizes = seen.evidence().getAsJsonObject("pools").entrySet().stream()
                .map(pool -> pool.getValue().getAsInt())
                .sorted()
                .toList();
        assertThat(sizes).as(log.toString()).containsExactly(11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24);
        assertThat(seen.evidence().get("pool-sum").getAsInt()).isEqualTo(225);
        assertThat(seen.evidence().get("replicas-that-fit").getAsInt()).isEqualTo(3); // 807 / 225
        assertThat(log.observations("jdbc.pool-settings")).isEqualTo(13);
        assertThat(log.confirmed(EXHAUSTED)).isEmpty();
        assertThat(log.confirmed(UNTESTED)).isEmpty();
    }

    /** How many pools' settings the report of a running program tells of. */
    private static long read(Voyage voyage) throws IOException {
        Path report = voyage.directory().resolve("report.json");
        if (!Files.exists(report)) {
            return 0;
        }
        JsonElement count = JsonParser.parseString(Files.readString(report))
                .getAsJsonObject()
                .getAsJsonObject("coverage")
                .getAsJsonObject("observations")
                .get("jdbc.pool-settings");
        return count == null ? 0 : count.getAsLong();
    }

    @NewestJdk
    void flags_a_pool_that_does_not_fit_four_times_into_the_database(Jdk jdk) {
        for (String pool : List.of("hikari,maximumPoolSize=10", "hikari,maximumPoolSize=4", "tomcat,maxActive=16")) {
            Sighting seen = tight(jdk, pool).theConfirmed(EXCEEDS);

            assertThat(seen.severity()).isEqualTo(pool.endsWith("16") ? "blocker" : "high");
            assertThat(seen.message()).contains("the database accepts 20, which leaves 15");
            assertThat(seen.evidence().entrySet().stream().map(entry -> entry.getKey() + "=" + shown(entry.getValue())))
                    .contains("limit=20", "reserved=3", "usable=15", "replicas=3", "surge=1", "limit-guessed=false");
            assertThat(seen.className()).isEqualTo("fixture.jdbc.Fleet");
        }
    }

    private static String shown(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    @EveryJdk
    void stays_silent_about_a_pool_that_fits_and_one_that_was_closed(Jdk jdk) {
        Logbook log = tight(jdk, "+hikari,maximumPoolSize=3,minimumIdle=1", "hikari,maximumPoolSize=3,minimumIdle=1");

        assertThat(log.confirmed(EXCEEDS)).as(log.toString()).isEmpty();
        assertThat(log.observations("jdbc.pool-settings")).isEqualTo(2);
    }

    private static Logbook tight(Jdk jdk, String... pools) {
        return sail(jdk, tiny.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), "plain", 0, List.of(pools))
                .agent("db.max-connections=20")
                .run()
                .ended();
    }

    @EveryJdk
    void flags_toys_that_serve_requests(Jdk jdk) {
        Logbook log = sail(
                        jdk, roomy, "served", 0, List.of("mybatis", "pgpooling,maxConnections=4", "single", "hikari"))
                .run()
                .ended();

        assertThat(methods(log.confirmed(TOY))).as(log.toString()).containsExactly("mybatis", "pgpooling", "single");
        assertThat(log.confirmed(TOY).stream().map(Sighting::severity).collect(Collectors.toSet()))
                .containsExactly("medium");
    }

    @EveryJdk
    void stays_silent_about_toys_that_serve_no_request(Jdk jdk) {
        Logbook log =
                sail(jdk, roomy, "plain", 0, List.of("mybatis", "single")).run().ended();

        assertThat(log.confirmed(TOY)).isEmpty();
        assertThat(log.observations("jdbc.connection")).isPositive();
    }
}
