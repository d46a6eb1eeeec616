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
import fixture.jdbc.async.Jakarta;
import fixture.jdbc.async.Javax;
import fixture.jdbc.async.Lanes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;

/** Asynchronous requests of real servers: one ends with its response, not when its first thread lets go of it. */
class JdbcAsyncIT {

    private static Postgres database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        database = Postgres.database();
        for (String table : List.of("owners", "pets", "stock")) {
            database.execute("create table " + table + " (id serial primary key, n int)");
            database.execute("insert into " + table + " (n) select n from generate_series(1, 30) n");
        }
    }

    private static String url(String user) {
        return database.url() + "?user=" + user;
    }

    @NewestJdk
    void tomcat_11(Jdk jdk) {
        check(jdk, "tomcat", Jakarta.class, true, "tomcat-embed-core-11", "tomcat-annotations-api-11");
    }

    @NewestJdk
    void tomcat_9(Jdk jdk) {
        check(jdk, "tomcat", Javax.class, true, "tomcat-embed-core-9", "tomcat-annotations-api-9");
    }

    @NewestJdk
    void jetty(Jdk jdk) {
        check(jdk, "jetty", Jakarta.class, false, with("tomcat-embed-core-11", ClassPath.JETTY));
    }

    @EveryJdk
    void undertow(Jdk jdk) {
        check(jdk, "undertow", Jakarta.class, true, with("tomcat-embed-core-11", ClassPath.UNDERTOW));
    }

    /** The API itself comes with Tomcat. */
    private static String[] with(String api, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add(api);
        return all.toArray(new String[0]);
    }

    private static void check(Jdk jdk, String kind, Class<?> servlet, boolean followsStart, String... libraries) {
        Logbook log = Voyage.of(jdk, Lanes.class)
                .with(libraries)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .agent("rules=jdbc/connection-leak,jdbc/n-plus-one,jdbc/chatty-request")
                .arguments(kind, servlet.getName(), url("app"))
                .limit(Duration.ofSeconds(90))
                .run()
                .ended();

        assertThat(log.out()).as(log.toString()).contains("/splits 200", "/hands 200", "/waits 200", "done");
        Set<String> found = log.findings().stream()
                .filter(Sighting::isConfirmed)
                .filter(finding -> String.valueOf(finding.className()).startsWith("fixture.jdbc.async"))
                .map(finding -> finding.method() + " " + finding.rule()
                        + (finding.evidence().has("times")
                                ? " " + finding.evidence().get("route").getAsString() + " "
                                        + finding.evidence().get("times").getAsInt()
                                : ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected =
                new TreeSet<>(Set.of("pets jdbc/n-plus-one GET /splits 20", "keep jdbc/connection-leak"));
        if (followsStart) {
            expected.add("handed jdbc/n-plus-one GET /hands 20");
        }
        assertThat(found).as(log.toString()).isEqualTo(expected);
    }
}
