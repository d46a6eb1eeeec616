package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.hazard.RefusedCall;
import fixture.load.Everything;
import fixture.startup.Attacked;
import fixture.startup.Hello;
import fixture.startup.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** Trouble of the agent's own is one clear warning each, nothing found is lost, and the application runs on. */
class TroubleIT {
    private static final String RULE = "http/localhost-endpoint";

    @NewestJdk
    void a_taken_port_is_one_warning(Jdk jdk) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Voyage voyage =
                    Voyage.of(jdk, Waits.class).agent("http.port=" + port).stdinOpen();
            Logbook log;
            try (Running running = voyage.start()) {
                // the endpoint opens a moment after main began, and never for a program that has ended by then
                log = running.awaitErr(port).finish().ended();
            }

            assertThat(log.out()).isEqualTo("ready\nend\n");
            assertThat(log.warnings()).singleElement().asString().contains(port);
            assertThat(log.confirmed(RULE)).hasSize(1);
        }
    }

    @EveryJdk
    void an_application_that_stops_every_thread_it_finds_is_watched_all_the_same(Jdk jdk) {
        Voyage voyage =
                Voyage.of(jdk, Attacked.class).agent("http.port=0").stdinOpen().limit(Duration.ofMinutes(3));
        try (Running running = voyage.start()) {
            running.await(jdk.major() == 17 ? "stopped\ncalled" : "not stopped\ncalled");
            // Only the agent's thread writes this line while the program runs.
            running.awaitErr(RULE);
            String metrics = running.get(running.agentUrl("/metrics")).body();
            assertThat(metrics).containsPattern("(?m)^seaworthy_last_round_age_seconds \\d{1,2}(\\.\\d+)?$");
            if (jdk.major() == 17) {
                assertThat(metrics).containsPattern("(?m)^seaworthy_internal_errors_total\\{where=\"thread\"} [1-9]");
            }
            assertThat(running.get(running.agentUrl("/health")).body()).matches("ok\nlast round \\d+\\.\\d s ago\n");
            running.finish().ended();
        }
    }

    @EveryJdk
    void a_second_copy_of_the_agent_stays_out(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Hello.class)
                .jvmAfterAgent("-javaagent:" + Libraries.agent())
                .run();

        assertThat(log.saw("log.print", 1).exitStatus()).isZero();
        assertThat(log.err()).containsOnlyOnce("seaworthy: is already in this JVM; this copy stays out");
        assertThat(log.report().get("findings").getAsJsonArray()).isEmpty();
    }

    @NewestJdk
    void an_unwritable_report_is_one_warning_however_often_it_is_tried(Jdk jdk) {
        for (String path : List.of("/proc/seaworthy/report.json", "/sys/report.json", "/dev/null/report.json")) {
            try (Running running = Voyage.of(jdk, Waits.class)
                    .agent("report=" + path, "report.every=100ms")
                    .stdinOpen()
                    .start()) {
                running.await("ready").awaitErr(path);
                for (int i = 0; i < 10; i++) {
                    running.say("x");
                }
                Logbook log = running.finish().ended();

                assertThat(log.warnings()).as(path).singleElement().asString().contains(path);
                assertThat(log.agentLines())
                        .filteredOn(line -> line.contains(RULE))
                        .isNotEmpty();
            }
        }
    }

    @NewestJdk
    void an_unwritable_log_is_one_warning_and_the_report_has_it_all(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Waits.class)
                .agent("log=file:/proc/seaworthy/agent.log")
                .run()
                .ended();

        assertThat(log.out()).isEqualTo("ready\nend\n");
        assertThat(log.warnings()).singleElement().asString().contains("/proc/seaworthy/agent.log");
        assertThat(log.confirmed(RULE)).hasSize(1);
    }

    @NewestJdk
    void each_bad_setting_is_one_warning_that_says_what_is_allowed(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Waits.class)
                .agent("htp.port=1", "log.level=loud", "report.every=soon", "replicas=-3", "rules=-no/such-rule")
                .environment("SEAWORTHY_LOG_FORMAT", "yaml")
                .jvm("-Dseaworthy.mesh=maybe")
                .run()
                .ended();

        assertThat(log.out()).isEqualTo("ready\nend\n");
        assertThat(log.warnings()).hasSize(7);
        assertThat(log.warnings()).anyMatch(line -> line.contains("htp.port") && line.contains("http.port"));
        assertThat(log.warnings()).anyMatch(line -> line.contains("log.level") && line.contains("medium"));
        assertThat(log.warnings()).anyMatch(line -> line.contains("report.every") && line.contains("soon"));
        assertThat(log.warnings()).anyMatch(line -> line.contains("replicas") && line.contains("-3"));
        assertThat(log.warnings()).anyMatch(line -> line.contains("no/such-rule"));
        assertThat(log.warnings()).anyMatch(line -> line.contains("log.format") && line.contains("yaml"));
        assertThat(log.warnings()).anyMatch(line -> line.contains("mesh") && line.contains("maybe"));
        assertThat(log.confirmed(RULE)).hasSize(1);
    }

    @NewestJdk
    void a_missing_file_of_settings_is_one_warning(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Waits.class)
                .agent("config=nowhere.properties")
                .run()
                .ended();

        assertThat(log.warnings()).singleElement().asString().contains("nowhere.properties");
        assertThat(log.confirmed(RULE)).hasSize(1);
    }

    @EveryJdk
    void switched_off_it_does_nothing_at_all(Jdk jdk) {
        Logbook with = Voyage.of(jdk, Waits.class).agent("enabled=false").run();

        Twins.compare(with, Voyage.of(jdk, Waits.class).withoutAgent().run());
        assertThat(with.hasReport()).isFalse();
    }

    /** What the first report says stays, so that nobody takes the end for clean. */
    @NewestJdk
    void an_end_without_the_last_round_is_said(Jdk jdk, @TempDir Path folder) throws IOException {
        Path broken = Mutant.of(folder).throwing("dev/seaworthy/boot/Rounds", "last");
        Voyage voyage = Voyage.of(jdk, Waits.class)
                .agentJar(broken)
                .agent("report.every=1s")
                .stdinOpen();
        Logbook log;
        try (Running running = voyage.start()) {
            running.await("ready").awaitErr(RULE);
            Awaitility.await().until(() -> Files.exists(voyage.directory().resolve("report.json")));
            log = running.finish().ended();
        }

        assertThat(log.out()).isEqualTo("ready\nend\n");
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("the JVM ends without the agent's last judgment", "report.json are missing");
        assertThat(log.report().getAsJsonObject("process").get("complete").getAsBoolean())
                .isFalse();
        Voyage brief = Voyage.of(jdk, Waits.class).agentJar(broken).agent("log=off");
        Logbook ended = brief.run();
        Twins.compare(ended, Voyage.of(jdk, Waits.class).withoutAgent().run());
        assertThat(ended.hasReport()).isFalse();
        // What check calls a lost report.
        assertThat(brief.directory()).isDirectoryContaining("glob:**/.report.json.*.tmp");
    }

    @NewestJdk
    void rules_that_throw_are_one_warning_each_and_harm_nobody(Jdk jdk, @TempDir Path folder) throws IOException {
        Path broken = Mutant.of(folder).throwing("dev/seaworthy/rule/[a-z]+/\\w+", "inspect");
        harmless(jdk, broken, Voyage.of(jdk, Everything.class).withoutAgent().run());
        Logbook log = Voyage.of(jdk, RefusedCall.class).agentJar(broken).run().ended();

        assertThat(log.warnings()).isNotEmpty().doesNotHaveDuplicates().allMatch(line -> line.contains("planted"));
        assertThat(log.warnings()).hasSizeLessThan(20);
        assertThat(log.err()).doesNotContain("\tat ");
        assertThat(log.report().getAsJsonArray("findings")).isNotNull();
    }

    @NewestJdk
    void sensors_that_throw_harm_nobody(Jdk jdk, @TempDir Path folder) throws IOException {
        Logbook without = Voyage.of(jdk, Everything.class).withoutAgent().run();
        for (String method : List.of("enter", "exit", "thrown", "tick", "hooks")) {
            Path broken = Mutant.of(folder).throwing("dev/seaworthy/sensor/[a-z]+/\\w+", method);
            harmless(jdk, broken, without);
            Logbook log =
                    Voyage.of(jdk, RefusedCall.class).agentJar(broken).run().ended();

            assertThat(log.err()).as(method).doesNotContain("\tat ");
            assertThat(log.warnings()).as(method).hasSizeLessThan(20);
            if (!method.equals("exit") && !method.equals("thrown")) { // this program may leave no hooked method so
                assertThat(log.warnings()).as(method).isNotEmpty();
            }
        }
    }

    private static void harmless(Jdk jdk, Path agent, Logbook without) {
        Logbook with = Voyage.of(jdk, Everything.class)
                .agentJar(agent)
                .agent("log=off")
                .run();
        Twins.compare(with, without);
        assertThat(Files.exists(agent)).isTrue();
    }
}
