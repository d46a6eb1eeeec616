package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.outputs.Managed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;

/** Findings where other tools look for them: files, the Flight Recorder, JMX. */
class OutputsIT {
    private static final String RULE = "http/localhost-endpoint";

    @EveryJdk
    void one_run_writes_files_and_a_recording_that_began_before_it_and_one_after(Jdk jdk, @TempDir Path folder)
            throws IOException {
        Voyage voyage = Voyage.of(jdk, Managed.class)
                .in(folder)
                .agent("report=r.json,r.sarif,r.md,r.xml")
                .jvm("-XX:StartFlightRecording=name=first,settings=default")
                .stdinOpen();
        try (Running running = voyage.start()) {
            found(running);
            awaitEvent(jdk, running, "first", folder.resolve("first.jfr"));
            jcmd(jdk, running, "JFR.start", "name=second");
            awaitEvent(jdk, running, "second", folder.resolve("second.jfr"));
            assertThat(running.finish().ended().warnings()).isEmpty();
        }
        assertThat(JsonParser.parseString(Files.readString(folder.resolve("r.json")))
                        .getAsJsonObject()
                        .getAsJsonArray("findings"))
                .isNotEmpty();
        assertThat(JsonParser.parseString(Files.readString(folder.resolve("r.sarif")))
                        .toString())
                .contains(RULE, "fixture/hazard/RefusedCall.java");
        assertThat(Files.readString(folder.resolve("r.md"))).contains("## To fix: 1", "`" + RULE + "`");
        assertThat(Files.readString(folder.resolve("r.xml"))).contains("<failure ", RULE);
    }

    @EveryJdk
    void an_application_that_asks_for_its_mbean_server_sees_the_findings(Jdk jdk) {
        try (Running running =
                Voyage.of(jdk, Managed.class).agent("rules=" + RULE).stdinOpen().start()) {
            found(running);
            Logbook log =
                    running.say("create").say("await").await("shown").finish().ended();

            assertThat(log.out())
                    .contains(
                            "open 1, blockers 1, suspected 0\n", RULE + " blocker at fixture.hazard.RefusedCall.make(");
        }
    }

    @NewestJdk
    void without_anybody_who_asks_nothing_is_made_and_whoever_comes_by_sees_all(Jdk jdk, @TempDir Path folder)
            throws IOException {
        Voyage voyage = Voyage.of(jdk, Managed.class)
                .in(folder)
                .agent("http.port=0")
                .jvm("-Xlog:class+load:file=classes.log")
                .stdinOpen();
        try (Running running = voyage.start()) {
            found(running);
            assertThat(running.get(running.agentUrl("/metrics")).statusCode()).isEqualTo(200);
            assertThat(running.get(running.agentUrl("/findings.sarif")).body()).contains(RULE);
            // reading beans makes no server either, though the class that makes it is loaded then
            running.say("touch").await("uptime true");
            running.say("look").await("servers 0");
            assertThat(Files.readString(folder.resolve("classes.log")))
                    .contains("dev.seaworthy.report.Pages ")
                    .doesNotContain("dev.seaworthy.report.FindingEvent ", "com.sun.jmx.mbeanserver.JmxMBeanServer ");

            jcmd(jdk, running, "JFR.start", "name=only");
            awaitEvent(jdk, running, "only", folder.resolve("only.jfr"));
            jcmd(jdk, running, "ManagementAgent.start_local");
            Logbook log = running.say("await").await("shown").finish().ended();

            assertThat(log.out()).contains("open 1, blockers 1");
        }
    }

    private static void found(Running running) {
        assertThat(running.get("/orders").statusCode()).isEqualTo(204);
        running.awaitErr(RULE);
    }

    /** Dumps until the file tells; the JVM keeps what it was told in buffers for a moment. */
    private static void awaitEvent(Jdk jdk, Running running, String recording, Path file) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    jcmd(jdk, running, "JFR.dump", "name=" + recording, "filename=" + file);
                    List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                            .filter(event -> event.getEventType().getName().equals("dev.seaworthy.Finding"))
                            .toList();
                    assertThat(events).anySatisfy(event -> {
                        assertThat(event.getString("rule")).isEqualTo(RULE);
                        assertThat(event.getString("severity")).isEqualTo("blocker");
                        assertThat(event.getString("state")).isEqualTo("confirmed");
                        assertThat(event.getString("place")).startsWith("fixture.hazard.RefusedCall.make(");
                        assertThat(event.getString("target")).startsWith("http://127.0.0.1:1");
                        assertThat(event.getString("message")).isNotBlank();
                        assertThat(event.getLong("count")).isPositive();
                    });
                });
    }

    private static void jcmd(Jdk jdk, Running running, String... command) {
        try {
            List<String> all = new ArrayList<>(List.of(jdk.tool("jcmd").toString(), Long.toString(running.pid())));
            all.addAll(List.of(command));
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
