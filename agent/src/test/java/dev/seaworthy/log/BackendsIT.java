package dev.seaworthy.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.log.Deck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every logging library is seen in its oldest and its newest version, each event once, and no argument is turned into text that
 * would not have been. The programs are in {@code src/test/backends}, compiled against the version that they run on.
 */
class BackendsIT {

    private static final String LOGGING = "org.apache.logging.log4j:";
    private static final String ASYNC =
            "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector";

    private static final String PASSWORD = "tR9-vault/Quince";
    private static final Path ROOT = Libraries.repository().resolve("agent/src/test/backends");

    @TempDir
    Path folder;

    @NewestJdk
    void logback_1_0(Jdk jdk) {
        check(jdk, "LogbackDeck", "logback", Deck.EVENTS, List.of(), "ch.qos.logback:logback-classic:1.0.13");
    }

    @NewestJdk
    void logback_1_2(Jdk jdk) {
        check(jdk, "LogbackDeck", "logback", Deck.EVENTS, List.of(), "ch.qos.logback:logback-classic:1.2.3");
    }

    @EveryJdk
    void logback_1_6(Jdk jdk) {
        check(jdk, "LogbackDeck", "logback", Deck.EVENTS, List.of(), "ch.qos.logback:logback-classic:1.6.6");
    }

    @NewestJdk
    void logback_1_5(Jdk jdk) {
        check(jdk, "LogbackDeck", "logback", Deck.EVENTS, List.of(), "ch.qos.logback:logback-classic:1.5.38");
    }

    @NewestJdk
    void log4j_2_7(Jdk jdk) {
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, List.of(), LOGGING + "log4j-core:2.7");
    }

    @NewestJdk
    void log4j_2_13(Jdk jdk) {
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, List.of(), LOGGING + "log4j-core:2.13.0");
    }

    @EveryJdk
    void log4j_2_26(Jdk jdk) {
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, List.of(), LOGGING + "log4j-core:2.26.1");
    }

    @NewestJdk
    void log4j_2_13_with_asynchronous_loggers(Jdk jdk) {
        String[] libraries = {LOGGING + "log4j-core:2.13.0", "com.lmax:disruptor:3.4.4"};
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, List.of(ASYNC), libraries);
    }

    @NewestJdk
    void log4j_2_26_with_asynchronous_loggers(Jdk jdk) {
        String[] libraries = {LOGGING + "log4j-core:2.26.1", "com.lmax:disruptor:3.4.4"};
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, List.of(ASYNC), libraries);
    }

    @NewestJdk
    void log4j_2_as_in_a_web_application(Jdk jdk) {
        List<String> options = List.of("-Dlog4j2.enable.threadlocals=false", ASYNC);
        String[] libraries = {LOGGING + "log4j-core:2.26.1", "com.lmax:disruptor:3.4.4"};
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, options, libraries);
    }

    @NewestJdk
    void log4j_3(Jdk jdk) {
        check(jdk, "Log4jDeck", "log4j2", Deck.EVENTS, List.of(), LOGGING + "log4j-core:3.0.0-beta3");
    }

    @EveryJdk
    void java_util_logging(Jdk jdk) {
        check(jdk, "JulDeck", "java.util.logging", Deck.EVENTS, List.of());
    }

    @NewestJdk
    void system_logger(Jdk jdk) {
        check(jdk, "SystemLoggerDeck", "java.util.logging", Deck.EVENTS - 1, List.of());
    }

    @NewestJdk
    void jboss_log_manager_2(Jdk jdk) {
        List<String> options = List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        String library = "org.jboss.logmanager:jboss-logmanager:2.1.19.Final";
        check(jdk, "JulDeck", "jboss-logmanager", Deck.EVENTS, options, library);
    }

    @EveryJdk
    void jboss_log_manager_3(Jdk jdk) {
        List<String> options = List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        String library = "org.jboss.logmanager:jboss-logmanager:3.1.2.Final";
        check(jdk, "JulDeck", "jboss-logmanager", Deck.EVENTS, options, library);
    }

    @NewestJdk
    void slf4j_simple_1_7(Jdk jdk) {
        check(jdk, "Slf4jDeck", "slf4j-simple", Deck.EVENTS - 1, List.of(), "org.slf4j:slf4j-simple:1.7.25");
    }

    @NewestJdk
    void slf4j_simple_2(Jdk jdk) {
        check(jdk, "Slf4jDeck", "slf4j-simple", Deck.EVENTS - 1, List.of(), "org.slf4j:slf4j-simple:2.0.20");
    }

    @NewestJdk
    void log4j_1(Jdk jdk) {
        log4j1(jdk, "log4j:log4j:1.2.17");
    }

    @NewestJdk
    void reload4j(Jdk jdk) {
        log4j1(jdk, "ch.qos.reload4j:reload4j:1.2.26");
    }

    private void log4j1(Jdk jdk, String library) {
        Path settings = folder.resolve("log4j.properties");
        write(
                settings,
                "log4j.rootLogger=INFO, A\nlog4j.appender.A=org.apache.log4j.ConsoleAppender\n"
                        + "log4j.appender.A.layout=org.apache.log4j.PatternLayout\n"
                        + "log4j.appender.A.layout.ConversionPattern=%p %c %m%n\n");
        check(jdk, "Log4j1Deck", "log4j1", Deck.EVENTS - 1, List.of(), library);
    }

    @NewestJdk
    void tinylog(Jdk jdk) {
        write(
                folder.resolve("tinylog.properties"),
                "writer=console\nwriter.format={level} {class} {message}\nlevel=info\n");
        String[] libraries = {"org.tinylog:tinylog-impl:2.7.0", "org.tinylog:tinylog-api:2.7.0"};
        check(jdk, "TinylogDeck", "tinylog", Deck.EVENTS - 1, List.of(), libraries);
    }

    @NewestJdk
    void bridges_to_logback(Jdk jdk) {
        write(
                folder.resolve("logback.xml"),
                "<configuration><appender name='A' class='ch.qos.logback.core.ConsoleAppender'>"
                        + "<encoder><pattern>%level %logger %msg%n</pattern></encoder></appender>"
                        + "<root level='INFO'><appender-ref ref='A'/></root></configuration>");
        check(
                jdk,
                "Bridges",
                "logback",
                8 * (Deck.EVENTS - 1),
                List.of(),
                "ch.qos.logback:logback-classic:1.5.38",
                "org.slf4j:jul-to-slf4j:2.0.17",
                "org.slf4j:jcl-over-slf4j:2.0.17",
                "org.slf4j:log4j-over-slf4j:2.0.17",
                LOGGING + "log4j-to-slf4j:2.25.2",
                "org.jboss.logging:jboss-logging:3.6.1.Final",
                "com.google.flogger:flogger:0.9",
                "com.google.flogger:flogger-slf4j-backend:0.9");
    }

    @NewestJdk
    void bridges_to_log4j(Jdk jdk) {
        check(
                jdk,
                "BridgesToLog4j",
                "log4j2",
                7 * (Deck.EVENTS - 1) + 1,
                List.of("-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager"),
                LOGGING + "log4j-core:2.25.2",
                LOGGING + "log4j-slf4j2-impl:2.25.2",
                LOGGING + "log4j-jul:2.25.2",
                LOGGING + "log4j-jcl:2.25.2",
                LOGGING + "log4j-1.2-api:2.25.2",
                "org.jboss.logging:jboss-logging:3.6.1.Final");
    }

    /** Each has its own classes of the library. */
    @NewestJdk
    void two_web_applications_with_their_own_logback(Jdk jdk) {
        Sources.compile(folder, ROOT, "fixture.log.LogbackDeck", "ch.qos.logback:logback-classic:1.5.38");
        check(jdk, "TwoFleets", "logback", 2 * Deck.EVENTS, List.of(), "ch.qos.logback:logback-classic:1.5.38");
    }

    @EveryJdk
    void rough_seas(Jdk jdk) {
        write(
                folder.resolve("logback.xml"),
                "<configuration><appender name='A' class='ch.qos.logback.core.ConsoleAppender'>"
                        + "<encoder><pattern>%level %logger %X %msg%n</pattern></encoder></appender>"
                        + "<root level='INFO'><appender-ref ref='A'/></root></configuration>");
        String library = "ch.qos.logback:logback-classic:1.5.38";
        Voyage voyage = Voyage.of(jdk, "fixture.log.RoughSeas")
                .classesIn(Sources.compile(folder, ROOT, "fixture.log.RoughSeas", library))
                .with(library)
                .environment("DB_PASSWORD", PASSWORD);
        Logbook log = voyage.run().ended();

        assertThat(harmless(log))
                .isEqualTo(harmless(voyage.withoutAgent().run()))
                .contains("done");
        Sighting secret = log.theConfirmed("log/secret-in-log");
        assertThat(secret.method()).isEqualTo("flood");
        assertThat(secret.count())
                .as("50,000, but for the last that were not searched")
                .isBetween(48_000L, 50_000L);
        assertThat(log.theConfirmed("log/error-without-exception"))
                .matches(other -> other.count() == 10 && "passesAsValue".equals(other.method()));
        assertThat(log.theConfirmed("http/localhost-endpoint").count()).isEqualTo(10);
        assertThat(log.report()
                        .getAsJsonObject("coverage")
                        .getAsJsonObject("dropped")
                        .get("observations")
                        .getAsLong())
                .isZero();
        assertThat(log.report()
                        .getAsJsonObject("coverage")
                        .getAsJsonObject("errors")
                        .get("sensors")
                        .getAsInt())
                .isZero();
    }

    /** What it wrote, but for the flood, whose length depends on the machine. */
    private static List<String> harmless(Logbook log) {
        return log.out().lines().filter(line -> !line.contains(PASSWORD)).toList();
    }

    private void check(Jdk jdk, String program, String channel, int events, List<String> options, String... libraries) {
        String name = "fixture.log." + program;
        Voyage voyage = Voyage.of(jdk, name)
                .classesIn(Sources.compile(folder, ROOT, name, libraries))
                .with(libraries)
                .environment("DB_PASSWORD", PASSWORD)
                .environment("API_TOKEN", "mQ4-tower/Pigeon")
                .environment("MAIL_PASSWORD", "zK7-cellar/Walnut")
                .jvm(options.toArray(new String[0]));
        Logbook log = voyage.agent("rules=log/secret-in-log").run().ended();

        assertThat(log.observations("log.event")).isEqualTo(events);
        assertThat(log.confirmed("log/secret-in-log"))
                .as(log.toString())
                .extracting(Sighting::target)
                .containsOnly("DB_PASSWORD", "API_TOKEN", "MAIL_PASSWORD");
        assertThat(log.confirmed("log/secret-in-log"))
                .extracting(seen -> seen.evidence().get("channel").getAsString())
                .containsOnly(channel);
        assertThat(asked(log)).isEqualTo(asked(voyage.withoutAgent().run())).isNotEmpty();
    }

    /** How often the application's arguments were turned into text. */
    private static TreeSet<String> asked(Logbook log) {
        return log.out()
                .lines()
                .filter(line -> line.startsWith("arguments were asked"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
