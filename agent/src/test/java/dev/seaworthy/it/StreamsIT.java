package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Voyage;
import fixture.startup.Waits;
import fixture.streams.DeepStack;
import fixture.streams.LockedOut;
import fixture.streams.ManyThreads;
import fixture.streams.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Streams, files and stacks in states that agents have stumbled over. */
class StreamsIT {

    @EveryJdk
    void a_system_out_with_a_lock_of_its_own_does_not_deadlock(Jdk jdk) {
        for (String log : List.of("log=stdout", "log=stderr")) {
            Logbook seen = Voyage.of(jdk, LockedOut.class)
                    .agent(log, "http.port=0")
                    .limit(Duration.ofSeconds(90))
                    .run()
                    .ended();

            assertThat(seen.out().lines().filter("line"::equals)).hasSize(100);
            assertThat(seen.out()).contains("end\n");
            assertThat(seen.confirmed("http/localhost-endpoint")).isNotEmpty();
        }
    }

    @EveryJdk
    void a_hook_on_a_nearly_full_stack_breaks_nothing(Jdk jdk) {
        Logbook log = Voyage.of(jdk, DeepStack.class)
                .jvm("-Xss512k")
                .agent("http.port=0")
                .run()
                .ended();

        assertThat(log.out()).isEqualTo("some worked, some did not\nordinary work goes on\n");
        assertThat(log.err()).doesNotContain("NoClassDefFoundError", "ExceptionInInitializerError");
        assertThat(log.confirmed("http/localhost-endpoint")).hasSize(1);
    }

    @EveryJdk
    void a_finding_logged_to_a_file_is_no_finding(Jdk jdk) throws IOException {
        Voyage voyage = Voyage.of(jdk, Writes.class);
        Path file = voyage.directory().resolve("seaworthy.log");
        Logbook log = voyage.agent("log=file:" + file, "log.level=info", "report.every=100ms")
                .run()
                .ended();

        assertThat(log.out()).isEqualTo("end\n");
        assertThat(log.err()).isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSizeBetween(2, 40);
        assertThat(lines).anyMatch(line -> line.contains("http/localhost-endpoint"));
        assertThat(log.findings())
                .noneMatch(seen -> String.valueOf(seen.target()).contains("seaworthy.log")
                        || String.valueOf(seen.target()).contains("report.json"))
                .allSatisfy(seen -> assertThat(seen.stack()).noneMatch(line -> line.startsWith("dev.seaworthy.")));
    }

    @EveryJdk
    void ten_thousand_threads_write_and_print(Jdk jdk) {
        Logbook log = Voyage.of(jdk, ManyThreads.class)
                .agent("http.port=0")
                .limit(Duration.ofSeconds(90))
                .run()
                .ended();

        assertThat(log.out().lines().filter(line -> line.startsWith("line ")).distinct())
                .hasSize(10_000);
        assertThat(log.out()).contains("ended true\nwritten 10000\n");
        assertThat(log.err().lines().filter(line -> !line.contains("[seaworthy]")))
                .isEmpty();
    }

    @EveryJdk
    void an_exit_by_signal_writes_the_report(Jdk jdk) {
        try (var running = Voyage.of(jdk, Waits.class).stdinOpen().start()) {
            Logbook log = running.await("ready").terminate().finish();

            assertThat(log.exitStatus()).isEqualTo(143);
            assertThat(log.confirmed("http/localhost-endpoint")).hasSize(1);
        }
    }
}
