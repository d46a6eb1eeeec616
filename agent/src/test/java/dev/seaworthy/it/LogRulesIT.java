package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.log.Fjord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service logs, and what it does not log: every hazard and its twin. */
class LogRulesIT {

    private static final String CONSOLE = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %level %logger %X{requestId} %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private static final String LOG4J = """
            <Configuration>
              <Appenders>
                <Console name="out"><PatternLayout pattern="%d %level %logger %msg%n"/></Console>
              </Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="out"/></Root></Loggers>
            </Configuration>
            """;

    private static final String DEBUG_TO_FILE = """
            <configuration>
              <appender name="file" class="ch.qos.logback.core.FileAppender">
                <file>fjord.log</file>
                <encoder><pattern>%d %level %logger %msg%n</pattern></encoder>
              </appender>
              <appender name="async" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="file"/></appender>
              <root level="DEBUG"><appender-ref ref="async"/></root>
            </configuration>
            """;

    private static Voyage fjord(Jdk jdk, String configuration, String ids, int times, String... paths)
            throws IOException {
        Voyage voyage = Voyage.of(jdk, Fjord.class)
                .with(ClassPath.TOMCAT_11)
                .with(ClassPath.LOGBACK)
                .agent("rules=log/*", "log.level=info")
                .arguments(ids, Integer.toString(times))
                .arguments(paths);
        Path file = voyage.directory().resolve("logging.xml");
        Files.writeString(file, configuration);
        return voyage.jvm("-Dlogback.configurationFile=" + file);
    }

    private static Set<String> confirmed(Logbook log) {
        return log.findings().stream()
                .filter(Sighting::isConfirmed)
                .map(LogRulesIT::named)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String named(Sighting one) {
        return one.rule().substring("log/".length())
                + (one.variant() == null ? "" : "#" + one.variant())
                + " " + (one.method() == null ? target(one) : one.method())
                + " " + one.severity();
    }

    private static String target(Sighting one) {
        String target = String.valueOf(one.target());
        return target.startsWith("/") ? target.substring(target.lastIndexOf('/') + 1) : target;
    }

    private static final String[] PATHS = {
        "/swallows",
        "/loses",
        "/says",
        "/answers",
        "/passes",
        "/names",
        "/twice",
        "/loops",
        "/traces",
        "/logs",
        "/tracks",
        "/throws",
        "/missing",
        "/busy",
        "/health",
        "/relays",
        "/later",
        "/plain",
        "/expects",
        "/calm"
    };

    /** Those that every logging framework lets see. */
    private static final String[] HAZARDS = {
        "error-swallowed swallows high",
        "error-swallowed losesTrace high",
        "error-swallowed answersMessage high",
        "error-without-exception#duplicate logsTwice low",
        "flood loops medium",
        "flood#stack-trace traces medium",
        "no-request-id log lines medium"
    };

    private static final String TEXT = "no-request-id#unstructured logback info";
    private static final String PASSED = "error-without-exception passesAsValue medium";

    private static String[] and(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @EveryJdk
    void finds_what_a_service_does_not_log(Jdk jdk) throws IOException {
        Logbook log = fjord(jdk, CONSOLE, "none", 5, and(PATHS, "/raises", "/details"))
                .run()
                .ended();

        assertThat(confirmed(log))
                .as(log.toString())
                .containsExactlyInAnyOrder(and(HAZARDS, PASSED, TEXT, "debug-in-production fixture.log.Fjord info"));
        assertThat(log.findings())
                .filteredOn(one -> !one.isConfirmed())
                .extracting(LogRulesIT::named)
                .containsExactlyInAnyOrder("error-swallowed saysOnly high", "error-without-exception namesInText low");
        assertThat(log.findings("log/error-swallowed"))
                .filteredOn(one -> "losesTrace".equals(one.method()))
                .extracting(Sighting::message)
                .containsExactly("A request was answered with status 500 because of"
                        + " java.lang.IllegalArgumentException, and its stack trace was not logged");
    }

    @NewestJdk
    void finds_the_same_behind_log4j(Jdk jdk) throws IOException {
        Voyage voyage = Voyage.of(jdk, Fjord.class);
        Path file = Files.writeString(voyage.directory().resolve("log4j2.xml"), LOG4J);
        Logbook log = with(voyage, "org.apache.logging.log4j:log4j-slf4j2-impl:2.25.3")
                .jvm("-Dlog4j2.configurationFile=" + file)
                .arguments("none", "5")
                .arguments(PATHS)
                .run()
                .ended();

        assertThat(confirmed(log))
                .as(log.toString())
                .containsExactlyInAnyOrder(and(HAZARDS, PASSED, TEXT.replace("logback", "log4j2")));
    }

    /** What SLF4J hands to it is text, which only names the exception. */
    @NewestJdk
    void finds_the_same_behind_java_util_logging(Jdk jdk) {
        Logbook log = with(Voyage.of(jdk, Fjord.class), "org.slf4j:slf4j-jdk14:2.0.17")
                .arguments("none", "5")
                .arguments(PATHS)
                .run()
                .ended();

        assertThat(confirmed(log)).as(log.toString()).containsExactlyInAnyOrder(HAZARDS);
    }

    @EveryJdk
    void finds_a_service_whose_log_nobody_writes(Jdk jdk) {
        for (String backend :
                List.of("org.slf4j:slf4j-api:2.0.17", "org.apache.logging.log4j:log4j-slf4j2-impl:2.25.3")) {
            Logbook log = with(Voyage.of(jdk, Fjord.class), backend)
                    .arguments("careful", "3", "/calm", "/boats")
                    .run()
                    .ended();

            assertThat(confirmed(log))
                    .as(log.toString())
                    .containsExactly(
                            backend.contains("log4j")
                                    ? "goes-nowhere#no-provider log4j2 high"
                                    : "goes-nowhere#no-provider main high");
        }
    }

    private static Voyage with(Voyage voyage, String backend) {
        return voyage.with(ClassPath.TOMCAT_11).with(backend).agent("rules=log/*", "log.level=info");
    }

    @EveryJdk
    void finds_what_stays_on_a_thread_and_what_is_written_where(Jdk jdk) throws IOException {
        Logbook log = fjord(jdk, DEBUG_TO_FILE, "leaks", 12, "/details", "/later-swallows")
                .jvm("-Djdk.httpclient.HttpClient.log=headers")
                .run()
                .ended();

        assertThat(confirmed(log))
                .as(log.toString())
                .containsExactlyInAnyOrder(
                        "mdc-leak leaks medium",
                        "debug-in-production ROOT medium",
                        "debug-in-production#wire jdk.httpclient.HttpClient.log high",
                        "error-swallowed GET /later-swallows high",
                        "goes-nowhere#file-only fjord.log medium",
                        TEXT);
        assertThat(log.theConfirmed("log/goes-nowhere").evidence().get("also").toString())
                .contains("unrotated");
        assertThat(log.theConfirmed("log/mdc-leak").target()).isEqualTo("requestId");
    }

    /** Some 500 lines of JSON, ids included, errors with their exceptions. */
    @EveryJdk
    void stays_silent_about_a_service_that_logs_well(Jdk jdk) throws IOException {
        Logbook log = fjord(
                        jdk,
                        CONSOLE.replaceFirst(
                                "<encoder>.*</encoder>",
                                "<encoder class='ch.qos.logback.classic.encoder.JsonEncoder'/>"),
                        "careful",
                        20,
                        "/calm",
                        "/orders",
                        "/boats",
                        "/logs",
                        "/tracks",
                        "/throws",
                        "/missing",
                        "/busy",
                        "/health",
                        "/relays",
                        "/later",
                        "/plain",
                        "/expects",
                        "/people",
                        "/ports",
                        "/tides",
                        "/winds")
                .run()
                .ended()
                .saw("log.event", 500);

        assertThat(log.findings()).as(log.toString()).isEmpty();
    }
}
