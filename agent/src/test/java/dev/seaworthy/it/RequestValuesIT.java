package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.search.Searches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of real requests in the text of real statements: every way of pasting them, and beside it what is none. */
class RequestValuesIT {

    private static final String RULE = "jdbc/request-value-in-sql";

    /** Method that pastes, and how severe that is. */
    private static final Map<String, String> PASTING = Map.ofEntries(
            Map.entry("parameter", "high parameter q"),
            Map.entry("like", "high parameter q"),
            Map.entry("part", "high path"),
            Map.entry("form", "high parameter town"),
            Map.entry("json", "high body"),
            Map.entry("bound", "high body"),
            Map.entry("reader", "high body"),
            Map.entry("header", "high header x-shop"),
            Map.entry("cookie", "high cookie lang"),
            Map.entry("number", "medium parameter id"),
            Map.entry("order", "high parameter sort"),
            Map.entry("batch", "high parameter q"),
            Map.entry("rejected", "high parameter q"),
            Map.entry("unprepared", "high parameter q"),
            Map.entry("between", "high parameter high"),
            Map.entry("whole", "high parameter sql"));

    /** What the program looks up itself; in the report, not in the log. */
    private static final Map<String, String> LOOKED_UP =
            Map.of("switched", "info parameter sort", "filtered", "low parameter state");

    @ParameterizedTest(name = "{1} on JDK {0}")
    @CsvSource({"17,tomcat-9", "17,jdk", "17,undertow", "25,tomcat", "25,jdk", "25,jetty"})
    void tells_each_value_that_is_pasted_and_no_other(int jdk, String server) {
        search(Jdk.of(jdk), server, "jdbc:h2:mem:search;DB_CLOSE_DELAY=-1", "sa");
    }

    @Test
    void tells_the_same_with_postgresql() throws IOException, SQLException {
        search(Jdk.of(17), "tomcat", Postgres.database().url(), "postgres");
    }

    private static void search(Jdk jdk, String server, String url, String user) {
        Voyage voyage = Voyage.of(jdk, Searches.class)
                .with("h2", "postgresql")
                .with(ClassPath.HIKARI)
                .with("jackson-core", "jackson-databind", "jackson-annotations")
                .with(libraries(server))
                .agent("rules=-http/*,-jdbc/*,+" + RULE, "report.every=300ms")
                .limit(Duration.ofSeconds(120))
                .arguments(server, url, user)
                .stdinOpen();
        try (Running running = voyage.start()) {
            // More at once than the log has one by one.
            Path report = voyage.directory().resolve("report.json");
            await().atMost(Duration.ofSeconds(100))
                    .until(() -> confirmed(report).containsAll(PASTING.keySet()));
            isTold(running.say("enough").finish().ended());
        }
    }

    /** Methods that the report has confirmed so far. */
    private static Set<String> confirmed(Path report) throws IOException {
        Set<String> methods = new HashSet<>();
        if (Files.exists(report)) {
            for (JsonElement each : JsonParser.parseString(Files.readString(report))
                    .getAsJsonObject()
                    .getAsJsonArray("findings")) {
                JsonObject finding = each.getAsJsonObject();
                if (finding.get("rule").getAsString().equals(RULE)
                        && finding.get("state").getAsString().equals("confirmed")) {
                    methods.add(
                            finding.getAsJsonObject("location").get("method").getAsString());
                }
            }
        }
        return methods;
    }

    private static String[] libraries(String server) {
        return switch (server) {
            case "tomcat-9" -> new String[] {"tomcat-embed-core-9", "tomcat-annotations-api-9", "javax.servlet-api"};
            case "tomcat", "jdk" -> ClassPath.TOMCAT_11;
            case "jetty" ->
                new String[] {
                    "tomcat-embed-core-11",
                    "jetty-ee10-servlet",
                    "jetty-server",
                    "jetty-http",
                    "jetty-io",
                    "jetty-util",
                    "jetty-session",
                    "jetty-security"
                };
            default ->
                new String[] {
                    "tomcat-embed-core-11",
                    "undertow-core",
                    "undertow-servlet",
                    "xnio-api",
                    "xnio-nio",
                    "jboss-threads",
                    "jboss-logging",
                    "smallrye-common-annotation",
                    "smallrye-common-constraint",
                    "smallrye-common-cpu",
                    "smallrye-common-function",
                    "wildfly-client-config",
                    "wildfly-common",
                    "jakarta.annotation-api"
                };
        };
    }

    private static void isTold(Logbook log) {
        Map<String, String> expected = new TreeMap<>(PASTING);
        expected.putAll(LOOKED_UP);
        Map<String, String> found = new TreeMap<>();
        for (Sighting seen : log.confirmed(RULE)) {
            String source = seen.message().replaceAll(".*request's ([^,]*).*", "$1");
            found.merge(
                    String.valueOf(seen.method()),
                    seen.severity() + " " + source,
                    (a, b) -> a.equals(b) ? a : a + "; " + b);
        }
        assertThat(found).as(log.toString()).isEqualTo(expected);
        assertThat(log.warnings()).isEmpty();
        assertThat(log.toString() + log.report())
                .doesNotContain("anchor", "mainsail", "brien", "rudder", "tongue1", "shop-1");
    }
}
