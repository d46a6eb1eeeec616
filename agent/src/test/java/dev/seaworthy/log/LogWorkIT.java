package dev.seaworthy.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.log.Fjord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;

/** What jobs, asynchronous loggers, other agents and talkative libraries log, by the real libraries. */
class LogWorkIT {

    private static final Path ROOT = Libraries.repository().resolve("agent/src/test/backends");
    private static final String LOGBACK = "ch.qos.logback:logback-classic:1.5.38";
    private static final String STORE_PASSWORD = "gX4-locker/Sextant";

    @TempDir
    Path folder;

    private Voyage voyage(Jdk jdk, String program, String... libraries) {
        String name = "fixture.log." + program;
        return Voyage.of(jdk, name)
                .classesIn(Sources.compile(folder, ROOT, name, libraries))
                .with(libraries)
                .agent("rules=log/*", "log.level=info");
    }

    private void layout(String level) throws IOException {
        Files.writeString(
                folder.resolve("logback.xml"),
                "<configuration><appender name='A' class='ch.qos.logback.core.ConsoleAppender'>"
                        + "<encoder><pattern>%level %logger %msg%n</pattern></encoder></appender>"
                        + level + "<root level='INFO'><appender-ref ref='A'/></root></configuration>");
    }

    private static List<String> named(List<Sighting> findings) {
        return findings.stream()
                .map(one -> one.rule().substring("log/".length())
                        + (one.variant() == null ? "" : "#" + one.variant())
                        + " "
                        + String.valueOf(one.target()).replaceAll("\\(Shifts.java:\\d+\\)", "")
                        + " " + one.severity())
                .sorted()
                .toList();
    }

    @EveryJdk
    void finds_jobs_and_grpc_calls_that_fail_without_a_word(Jdk jdk) throws IOException {
        layout("");
        Logbook log = voyage(
                        jdk,
                        "Shifts",
                        LOGBACK,
                        "org.springframework:spring-context:6.2.11",
                        "org.springframework:spring-jms:6.2.11",
                        "jakarta.jms:jakarta.jms-api:3.1.0",
                        "io.grpc:grpc-inprocess:1.75.0",
                        "io.grpc:grpc-stub:1.75.0")
                .run()
                .ended();

        assertThat(named(log.findings("log/error-swallowed")))
                .as(log.toString())
                .containsExactly(
                        "error-swallowed POST /port.Port/fails high",
                        "error-swallowed fixture.log.Shifts$Jobs.sweeps high",
                        "error-swallowed fixture.log.Shifts.breaks high",
                        "error-swallowed parcels high");
    }

    /** Where the key is left on pooled threads it is a leak; virtual threads serve one request. */
    @NewestJdk
    void leaves_the_order_and_the_threads_of_asynchronous_loggers_alone(Jdk jdk) throws IOException {
        Files.writeString(
                folder.resolve("log4j2.xml"),
                "<Configuration><Appenders><Console name='out'><PatternLayout pattern='%t %c %m%n'/></Console>"
                        + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='out'/></Root></Loggers></Configuration>");
        Voyage voyage = voyage(
                        jdk,
                        "Convoy",
                        LOGBACK,
                        "org.apache.logging.log4j:log4j-core:2.25.3",
                        "com.lmax:disruptor:3.4.4")
                .jvm("-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector")
                .arguments(STORE_PASSWORD, "12");
        Logbook log = voyage.run().ended().saw("log.event", 4_062);
        Logbook without = voyage.withoutAgent().run();

        for (String prefix : List.of("main fixture.log.Convoy ship", "main other.fixture.log.Convoy boat", "second ")) {
            assertThat(lines(log, prefix)).isEqualTo(lines(without, prefix)).isNotEmpty();
        }
        assertThat(log.theConfirmed("log/secret-in-log").target()).isEqualTo("key store");
        assertThat(log.confirmed("log/mdc-leak")).as(log.toString()).hasSize(jdk.major() < 21 ? 1 : 0);
        assertThat(log.findings("log/no-request-id")).isEmpty();
    }

    private static List<String> lines(Logbook log, String prefix) {
        return log.out().lines().filter(line -> line.startsWith(prefix)).toList();
    }

    /** A context that cannot be read may hold an id: nobody is accused, nothing fails, and no value is turned into text. */
    @NewestJdk
    void reads_contexts_that_hold_themselves(Jdk jdk) throws IOException {
        layout("");
        Files.writeString(
                folder.resolve("log4j2.xml"),
                "<Configuration><Appenders><Console name='out'><PatternLayout pattern='%c %m%n'/></Console></Appenders>"
                        + "<Loggers><Root level='INFO'><AppenderRef ref='out'/></Root></Loggers></Configuration>");
        Voyage voyage = voyage(
                        jdk,
                        "Whirlpool",
                        LOGBACK,
                        "org.apache.logging.log4j:log4j-core:2.25.3",
                        "org.jboss.logmanager:jboss-logmanager:3.1.2.Final")
                .jvm(
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dlog4j2.threadContextMap=fixture.log.Whirlpool$Contexts");
        Logbook log =
                voyage.environment("DB_PASSWORD", STORE_PASSWORD).run().ended().saw("log.event", 12 * 9 + 3);

        assertThat(log.out().replaceAll("\\d+-\\d+-\\S+Z ", ""))
                .isEqualTo(voyage.withoutAgent().run().out().replaceAll("\\d+-\\d+-\\S+Z ", ""))
                .contains("texts were asked for 0 times");
        assertThat(log.findings("log/no-request-id"))
                .extracting(Sighting::variant)
                .containsOnly("unstructured");
        assertThat(log.theConfirmed("log/secret-in-log").count())
                .as("pairs of Logback, a map and data of Log4j 2")
                .isEqualTo(3);
        JsonObject errors = log.report().getAsJsonObject("coverage").getAsJsonObject("errors");
        assertThat(errors.asMap().values()).allMatch(count -> count.getAsInt() == 0);
    }

    @NewestJdk
    void knows_an_id_that_another_agent_adds_to_the_context(Jdk jdk) throws IOException {
        Sources.compile(folder, ROOT, "fixture.log.TracingAgent", "org.ow2.asm:asm:9.8");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), "fixture.log.TracingAgent");
        Path agent = folder.resolve("trace.jar");
        new JarOutputStream(Files.newOutputStream(agent), manifest).close();
        Logbook traced = Voyage.of(jdk, Fjord.class)
                .classesIn(folder)
                .with(ClassPath.TOMCAT_11)
                .with(ClassPath.LOGBACK)
                .with("org.ow2.asm:asm:9.8")
                .agent("rules=log/*", "log.level=info")
                .jvm("-javaagent:" + agent)
                .arguments("none", "20", "/calm")
                .run()
                .ended()
                .saw("log.event", 60);

        assertThat(traced.findings("log/no-request-id")).as(traced.toString()).isEmpty();
    }

    @NewestJdk
    void finds_libraries_that_log_sql_and_what_goes_over_the_wire(Jdk jdk) throws IOException {
        layout("<logger name='org.hibernate.SQL' level='DEBUG'/>"
                + "<logger name='org.apache.hc.client5.http.wire' level='DEBUG'/>");
        assertThat(named(soundings(jdk, "true").confirmed("log/debug-in-production")))
                .containsExactly(
                        "debug-in-production#sql hibernate.show_sql low",
                        "debug-in-production#sql org.hibernate.SQL low",
                        "debug-in-production#wire com.acme.Calls high",
                        "debug-in-production#wire org.apache.hc.client5.http.wire high");
        layout("");
        Logbook calm = soundings(jdk, "false").saw("log.event", 40);
        assertThat(calm.findings("log/debug-in-production")).as(calm.toString()).isEmpty();
    }

    /** A package at DEBUG is one thing, what requests bring is another. */
    @NewestJdk
    void tells_spring_s_debug_lines_from_those_that_show_what_requests_bring(Jdk jdk) throws IOException {
        layout("<logger name='org.springframework.web.servlet.DispatcherServlet' level='DEBUG'/>"
                + "<logger name='fixture.log.Piers$Open' level='DEBUG'/>"
                + "<logger name='org.springframework.web.filter.CommonsRequestLoggingFilter' level='DEBUG'/>");
        Logbook log = voyage(
                        jdk,
                        "Piers",
                        LOGBACK,
                        "org.springframework:spring-webmvc:6.2.11",
                        "org.apache.tomcat.embed:tomcat-embed-core:10.1.48")
                .run()
                .ended();

        assertThat(named(log.confirmed("log/debug-in-production")))
                .as(log.toString())
                .containsExactly(
                        "debug-in-production org.springframework.web.servlet.DispatcherServlet low",
                        "debug-in-production#wire fixture.log.Piers$Open high",
                        "debug-in-production#wire org.springframework.web.filter.CommonsRequestLoggingFilter high");
    }

    private Logbook soundings(Jdk jdk, String all) {
        return voyage(
                        jdk,
                        "Soundings",
                        LOGBACK,
                        "org.hibernate.orm:hibernate-core:6.6.33.Final",
                        "com.h2database:h2:2.3.232",
                        "com.squareup.okhttp3:logging-interceptor:4.12.0",
                        "org.apache.httpcomponents.client5:httpclient5:5.5.2")
                .arguments(all)
                .run()
                .ended();
    }
}
