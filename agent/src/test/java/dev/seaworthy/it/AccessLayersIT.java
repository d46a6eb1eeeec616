package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Postgres;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.jdbc.access.Chart;
import fixture.jdbc.access.Clinic;
import fixture.jdbc.access.Office;
import fixture.jdbc.access.Post;
import fixture.jdbc.access.Wrapped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What requests do with a real PostgreSQL through the libraries that people use for it: exactly what is wrong is found. */
class AccessLayersIT {

    private static final String[] HIBERNATE = {
        "hibernate-commons-annotations",
        "hibernate-models",
        "jakarta.transaction-api-2",
        "jakarta.inject-api",
        "jakarta.xml.bind-api",
        "jakarta.activation-api",
        "jaxb-runtime",
        "jaxb-core",
        "txw2",
        "angus-activation",
        "istack-commons-runtime",
        "jandex",
        "classmate",
        "antlr4-runtime",
        "jboss-logging",
        "byte-buddy"
    };

    private static final String[] SPRING_6 = {
        "spring-jdbc", "spring-core", "spring-beans", "spring-tx", "spring-jcl", "spring-aop", "spring-context"
    };
    private static final String[] SPRING_7 = {
        "spring7-jdbc",
        "spring7-core",
        "spring7-beans",
        "spring7-tx",
        "spring7-aop",
        "spring7-context",
        "commons-logging"
    };

    /** Another database for every program, so that none sees what another has done. */
    private static String database() throws IOException, SQLException {
        Postgres database = Postgres.database(
                "create table owners (id serial primary key, name varchar(255))",
                "create table pets (id serial primary key, owner_id int, name varchar(255))",
                "create table lines (id int primary key, text varchar(255))",
                "create table drafts (id int primary key)",
                "create table orders (id serial primary key, item int)",
                "create table stock (id serial primary key, pieces int)",
                "insert into owners (name) select 'owner ' || n from generate_series(1, 120) n",
                "insert into pets (owner_id, name) select n, 'pet ' || n from generate_series(1, 120) n",
                "insert into stock (pieces) select 100 from generate_series(1, 10)",
                "create schema based authorization app");
        for (String table : List.of("owners", "pets", "lines", "drafts", "orders", "stock")) {
            database.execute("alter table " + table + " owner to app");
        }
        return database.url() + "?user=app";
    }

    private static Voyage voyage(Jdk jdk, Class<?> program, String... libraries) {
        return Voyage.of(jdk, program)
                .with("postgresql")
                .with(ClassPath.HIKARI)
                .with(libraries)
                .agent("rules=-http/*,jdbc/*", "db.max-connections=5000")
                .limit(Duration.ofSeconds(90));
    }

    /** The confirmed findings about what the program did. */
    private static Set<String> found(Logbook log) {
        assertThat(log.out()).doesNotContain("failed");
        return log.findings().stream()
                .filter(Sighting::isConfirmed)
                .map(finding -> finding.method() + " " + finding.rule()
                        + (finding.variant() == null ? "" : "#" + finding.variant()) + " " + finding.severity())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] hibernate(String core, String persistence) {
        return Stream.concat(Stream.of(core, persistence), Stream.of(HIBERNATE)).toArray(String[]::new);
    }

    @NewestJdk
    void hibernate_6(Jdk jdk) throws IOException, SQLException {
        judge(voyage(jdk, Clinic.class, hibernate("hibernate-core-6", "jakarta.persistence-api-3.1"))
                .arguments(database())
                .run()
                .ended());
    }

    @NewestJdk
    void hibernate_7(Jdk jdk) throws IOException, SQLException {
        judge(voyage(jdk, Clinic.class, hibernate("hibernate-core-7", "jakarta.persistence-api-3.2"))
                .arguments(database())
                .run()
                .ended());
    }

    private static void judge(Logbook log) {
        assertThat(found(log))
                .containsExactlyInAnyOrder(
                        "loopsLazily jdbc/n-plus-one high",
                        "callsWhileHolding jdbc/remote-call-in-transaction#held medium",
                        "callsInTransaction jdbc/remote-call-in-transaction#in-transaction high",
                        "byUrl jdbc/toy-pool medium",
                        "updates jdbc/runtime-ddl#auto-ddl high",
                        "createsAndDrops jdbc/runtime-ddl#destructive blocker");
    }

    @NewestJdk
    void mybatis_and_jooq(Jdk jdk) throws IOException, SQLException {
        Logbook log = voyage(jdk, Office.class, "mybatis", "jooq", "r2dbc-spi", "reactive-streams")
                .arguments(database())
                .run()
                .ended();
        assertThat(found(log))
                .containsExactlyInAnyOrder(
                        "myBatisLoops jdbc/n-plus-one high",
                        "toyPool jdbc/toy-pool medium",
                        "toyPool jdbc/no-connection-validation medium",
                        "jooqLoops jdbc/n-plus-one high",
                        "jooqLoopsInlined jdbc/n-plus-one high");
    }

    @NewestJdk
    void bare_jdbc_and_spring(Jdk jdk) throws IOException, SQLException {
        Logbook log = voyage(jdk, Post.class, jdk.major() == 17 ? SPRING_6 : SPRING_7)
                .arguments(database())
                .run()
                .ended();
        assertThat(found(log))
                .containsExactlyInAnyOrder(
                        "plainLoops jdbc/n-plus-one high",
                        "templateLoops jdbc/n-plus-one high",
                        "clientLoops jdbc/n-plus-one high",
                        "callsInside jdbc/remote-call-in-transaction#in-transaction high",
                        "afterCommit jdbc/remote-call-in-transaction#held medium",
                        "placeAndCall jdbc/remote-call-in-transaction#in-transaction high",
                        "writesApart jdbc/writes-without-transaction medium");
    }

    @NewestJdk
    void migrations(Jdk jdk) throws IOException, SQLException {
        String url = database();
        assertThat(found(chart(jdk, url, "first"))).isEmpty();
        Logbook later = chart(jdk, url, "drops");
        assertThat(found(later))
                .containsExactlyInAnyOrder(
                        "flyway jdbc/runtime-ddl#incompatible-migration medium",
                        "liquibase jdbc/runtime-ddl#incompatible-migration medium");
        // A column that may be null is added by the same lines first: that is nothing.
        assertThat(later.confirmed("jdbc/runtime-ddl"))
                .allSatisfy(finding -> assertThat(finding.message()).contains("drops a column"))
                .extracting(Sighting::count)
                .containsOnly(1L);
    }

    private static Logbook chart(Jdk jdk, String url, String to) {
        return voyage(jdk, Chart.class, SPRING_6)
                .with(
                        "flyway-core",
                        "flyway-database-postgresql",
                        "liquibase-core",
                        "opencsv",
                        "snakeyaml",
                        "jaxb-api-2",
                        "commons-collections4",
                        "commons-text",
                        "commons-lang3",
                        "commons-io")
                .arguments(url, to)
                .run()
                .ended();
    }

    @NewestJdk
    void recorders_in_between_count_nothing_twice(Jdk jdk) throws IOException, SQLException {
        String[] urls = {database(), database(), database(), database()};
        Logbook log = voyage(jdk, Wrapped.class, SPRING_6)
                .with("p6spy", "datasource-proxy")
                .arguments(urls)
                .run()
                .ended();

        found(log);
        for (String url : urls) {
            assertThat(log.findings().stream()
                            .filter(finding -> finding.isConfirmed() && url.startsWith(finding.target() + "?"))
                            .map(finding -> finding.method() + " " + finding.rule() + " " + finding.severity() + " "
                                    + finding.message().replaceAll("[,;:].*|( and closed)? within .*", "")))
                    .as(url + log)
                    .containsExactlyInAnyOrder(
                            "loops jdbc/n-plus-one high One request ran 20 queries of the same shape",
                            "leaks jdbc/connection-leak blocker 5 connections borrowed here were never closed",
                            "opens jdbc/unpooled-connection blocker 5 connections were opened");
        }
        long rounds = (long) urls.length * Wrapped.TIMES;
        assertThat(log.observations("jdbc.statement")).isEqualTo(rounds * Wrapped.STATEMENTS);
        // HikariCP itself takes its first connections from a DataSource inside it.
        assertThat(log.observations("jdbc.borrow")).isBetween(rounds * Wrapped.BORROWS, rounds * Wrapped.BORROWS + 20L);
    }
}
