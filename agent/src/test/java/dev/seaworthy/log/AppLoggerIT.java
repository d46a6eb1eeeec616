package dev.seaworthy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.log.LoggingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code log=app}: findings in the log that the application writes itself. */
class AppLoggerIT {

    private static final String FOUND = "http/localhost-endpoint blocker at fixture.hazard.RefusedCall.make";

    @EveryJdk
    void lines_go_to_logback(Jdk jdk) throws IOException {
        Voyage voyage = voyage(jdk, "slf4j").with(ClassPath.LOGBACK);
        Path config = Files.writeString(voyage.directory().resolve("logback.xml"), """
                <configuration>
                  <appender name="file" class="ch.qos.logback.core.FileAppender">
                    <file>app.log</file><append>false</append>
                    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="file"/></root>
                </configuration>
                """);
        inTheFile(voyage.jvm("-Dlogback.configurationFile=" + config));
    }

    @EveryJdk
    void lines_go_to_log4j_which_is_set_up_once(Jdk jdk) throws IOException {
        Voyage voyage = voyage(jdk, "slf4j").with("slf4j-api", "log4j-api-2", "log4j-core", "log4j-slf4j2-impl");
        Path config = Files.writeString(voyage.directory().resolve("log4j2.xml"), """
                <Configuration>
                  <Appenders>
                    <File name="file" fileName="app.log" append="false"><PatternLayout pattern="%p %c %m%n"/></File>
                  </Appenders>
                  <Loggers><Root level="info"><AppenderRef ref="file"/></Root></Loggers>
                </Configuration>
                """);
        inTheFile(voyage.jvm("-Dlog4j2.configurationFile=" + config));
    }

    @EveryJdk
    void lines_go_to_the_jdk_s_logging(Jdk jdk) {
        try (Running running = voyage(jdk, "jul").with("slf4j-api").start()) {
            running.get("/hazard");
            running.awaitErrMatch("WARNING: " + FOUND);
            Logbook log = running.finish().ended();

            assertThat(log.err()).contains("INFO: harbour opens", "INFO: harbour closes");
            assertThat(log.agentLines())
                    .as("after the JDK's logging ended")
                    .singleElement()
                    .asString()
                    .contains("1 finding in ");
        }
    }

    private static Voyage voyage(Jdk jdk, String by) {
        return Voyage.of(jdk, LoggingServer.class)
                .arguments(by)
                .agent("log=app")
                .stdinOpen();
    }

    /** Everything stands there once, in its order, whatever was set up again would have emptied it. */
    private static void inTheFile(Voyage voyage) throws IOException {
        Path file = voyage.directory().resolve("app.log");
        try (Running running = voyage.start()) {
            running.get("/hazard");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(file).contains(FOUND));
            Logbook log = running.finish().ended();

            assertThat(Files.readAllLines(file))
                    .as(log.toString())
                    .satisfiesOnlyOnce(line -> assertThat(line).isEqualTo("INFO harbour harbour opens"))
                    .satisfiesOnlyOnce(line -> assertThat(line).startsWith("INFO seaworthy Seaworthy "))
                    .satisfiesOnlyOnce(line -> assertThat(line).startsWith("WARN seaworthy " + FOUND))
                    .satisfiesOnlyOnce(line -> assertThat(line).isEqualTo("INFO harbour harbour closes"));
            assertThat(Files.readString(file) + log.err()).containsOnlyOnce("1 finding in ");
            assertThat(log.warnings()).isEmpty();
        }
    }
}
