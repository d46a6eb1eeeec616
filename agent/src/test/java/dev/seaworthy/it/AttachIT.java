package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.FixtureJar;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportReader;
import fixture.attach.Revisited;
import fixture.attach.Visited;
import fixture.hazard.RefusedCall;
import fixture.startup.Waits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes into JVMs that have long been running, and leaves them as they were. */
class AttachIT {

    private static final String RULE = "http/localhost-endpoint";

    @EveryJdk
    void comes_and_goes_and_comes_again(Jdk jdk, @TempDir Path folder) throws IOException {
        List<Path> reports = List.of(folder.resolve("first.json"), folder.resolve("second.json"));
        Voyage voyage = Voyage.of(jdk, Visited.class)
                .with("asm-9")
                .withoutAgent()
                .stdinOpen()
                .limit(Duration.ofSeconds(120));
        try (Running program = voyage.start()) {
            String pid = Long.toString(program.pid());
            program.await("ready");
            List<String> told = new ArrayList<>(List.of("ready"));
            String offsets = ask(program, "call", told);

            assertThat(tool(jdk, "list").out())
                    .containsPattern("(?m)^" + pid + " +" + jdk.major() + "\\S* +can attach +fixture.attach.Visited$");

            for (Path report : reports) {
                Logbook attach =
                        tool(jdk, "attach", pid, "log=off", "http.port=0", "environment=container", "report=" + report);
                assertThat(attach.exitStatus()).as(attach.toString()).isZero();
                assertThat(attach.out())
                        .contains(jdk.major() == 17 ? "itself will print nothing" : "will print a warning")
                        .contains("is up in process " + pid + " (fixture.attach.Visited)")
                        .containsPattern("endpoint: http://127.0.0.1:\\d+/metrics")
                        .contains("report: " + report);
                assertThat(tool(jdk, "list").out()).containsPattern("(?m)^" + pid + " .* attached ");
                // The driver is found before anybody hears that the agent is there.
                assertThat(parts(ask(program, "call", told))).doesNotContainAnyElementsOf(parts(offsets));

                Logbook again = tool(jdk, "attach", pid);
                assertThat(again.exitStatus()).isEqualTo(1);
                assertThat(again.err()).contains("already in process " + pid);

                Logbook detach = tool(jdk, "detach", pid);
                assertThat(detach.exitStatus()).as(detach.toString()).isZero();
                assertThat(detach.out())
                        .containsPattern("has left process " + pid + " .*: \\d+ classes have their own bytes again")
                        .contains("report: " + report);
                Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(ask(program, "threads", told)).isEqualTo("threads []"));
                // The code that runs is the one that ran before.
                assertThat(ask(program, "call", told)).isEqualTo(offsets);
            }
            assertThat(tool(jdk, "detach", pid).exitStatus()).isEqualTo(1);
            Logbook log = program.finish().ended();
            told.add("end");
            assertThat(log.out().lines()).isEqualTo(told);
            assertThat(log.err().lines().filter(line -> !isTheJvms(line))).isEmpty();
            assertThat(log.err().isEmpty()).isEqualTo(jdk.major() == 17);
        }
        for (Path path : reports) {
            Report report = ReportReader.read(path.toString());
            assertThat(report.process().complete()).isTrue();
            // The port that was bound before the agent came is known as the process's own.
            assertThat(report.findings())
                    .filteredOn(finding -> finding.rule().equals(RULE) && finding.state() == Finding.State.CONFIRMED)
                    .extracting(finding -> finding.location().className() + " " + finding.variant())
                    .containsExactlyInAnyOrder(
                            RefusedCall.class.getName() + " null", Visited.class.getName() + " self-call");
        }
    }

    @NewestJdk
    void sees_as_much_when_it_comes_again_and_again(Jdk jdk, @TempDir Path folder) throws Exception {
        Path report = folder.resolve("last.json");
        int visits = Jdk.areAllAsked() ? 200 : 60;
        try (Running program = Voyage.of(jdk, Revisited.class)
                .with("postgresql")
                .withoutAgent()
                .jvm("-Djdk.attach.allowAttachSelf=true", "-Xmx96m", "-XX:MaxMetaspaceSize=96m")
                .jvm("--add-exports=java.base/jdk.internal.access=ALL-UNNAMED")
                .jvm("--add-exports=java.base/jdk.internal.reflect=ALL-UNNAMED")
                .jvm(jdk.major() == 17 ? new String[0] : new String[] {"-XX:+EnableDynamicAgentLoading"})
                .arguments(
                        Libraries.agent().toString(),
                        Integer.toString(visits),
                        "log=off,http.port=off,report=" + report)
                .stdinOpen()
                .limit(Duration.ofMinutes(8))
                .start()) {
            assertThat(program.awaitOut("driver found at once (\\w+)\n").group(1))
                    .isEqualTo("true");
            // Two retransformations a visit, with two constants that equal nothing, of two entries each.
            assertThat(Integer.parseInt(
                            program.awaitOut("more constants (\\d+)\n").group(1)))
                    .isLessThanOrEqualTo(visits * 8);
            program.await("threads []");
            assertThat(inHeap(jdk, program.pid(), "dev.seaworthy.boot.Engine")).isLessThanOrEqualTo(1);
            Logbook log = program.finish().ended();
            assertThat(log.err()).isEmpty();
        }
        Report last = ReportReader.read(report.toString());
        assertThat(last.process().complete()).isTrue();
        assertThat(last.findings())
                .filteredOn(finding -> finding.rule().equals(RULE) && finding.state() == Finding.State.CONFIRMED)
                .extracting(finding -> finding.location().className())
                .containsExactly(RefusedCall.class.getName());
    }

    /** How many objects of a class are reachable in a JVM; asking collects its garbage. */
    private static long inHeap(Jdk jdk, long pid, String type) throws IOException {
        Process asks = new ProcessBuilder(jdk.tool("jcmd").toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = asks.inputReader()) {
            List<String> all = lines.lines().toList();
            assertThat(all).anyMatch(line -> line.contains("java.lang.String"));
            return all.stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length >= 4 && columns[3].equals(type))
                    .mapToLong(columns -> Long.parseLong(columns[1]))
                    .sum();
        }
    }

    @EveryJdk
    void leaves_a_jvm_that_it_was_started_with(Jdk jdk, @TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.json");
        // It comes second, so it sees what the first one wove.
        Path watcher = FixtureJar.of(Visited.class)
                .and(RefusedCall.class)
                .manifest("Premain-Class", Visited.class.getName())
                .manifest("Can-Retransform-Classes", "true")
                .write(folder.resolve("watcher.jar"));
        List<String> told = new ArrayList<>(List.of("ready"));
        try (Running program = Voyage.of(jdk, Visited.class)
                .with("asm-9")
                .agent("log=off", "report=" + report)
                .jvmAfterAgent("-javaagent:" + watcher)
                .stdinOpen()
                .start()) {
            program.await("ready");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(ask(program, "woven", told))
                            .contains("ApplicationShutdownHooks", "DriverManager", "FileOutputStream", "Throwable"));

            Logbook detach = tool(jdk, "detach", Long.toString(program.pid()));
            assertThat(detach.exitStatus()).as(detach.toString()).isZero();
            assertThat(ask(program, "woven", told)).isEqualTo("woven []");
            String written = Files.readString(report);
            ask(program, "call", told);
            program.finish().ended();

            assertThat(ReportReader.read(report.toString()).process().complete())
                    .isTrue();
            assertThat(Files.readString(report)).isEqualTo(written);
        }
    }

    @Test
    void says_what_cannot_be_entered_without_touching_it() throws IOException {
        Jdk jdk = Jdk.of(25);
        assertThat(tool(jdk, "attach", "999999999").exitStatus()).isEqualTo(3);
        assertThat(tool(jdk, "attach", "x").exitStatus()).isEqualTo(3);
        Process other = new ProcessBuilder("cat").start();
        try (Running closed = Voyage.of(jdk, Waits.class)
                .withoutAgent()
                .jvm("-XX:+DisableAttachMechanism")
                .stdinOpen()
                .start()) {
            closed.await("ready");
            String pid = Long.toString(closed.pid());
            Logbook attach = tool(jdk, "attach", pid);
            assertThat(attach.exitStatus()).isEqualTo(1);
            assertThat(attach.err()).contains("it was started with -XX:+DisableAttachMechanism");
            assertThat(tool(jdk, "list").out()).containsPattern("(?m)^" + pid + " .* cannot attach ");
            Logbook none = tool(jdk, "attach", Long.toString(other.pid()));
            assertThat(none.exitStatus()).isEqualTo(3);
            assertThat(none.err()).contains("is not a JVM that can be watched");
            assertThat(tool(jdk, "attach", pid, "repotr=x.json").err()).contains("nearest known key is 'report'");
            assertThat(closed.finish().ended().err()).isEmpty();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    private static Logbook tool(Jdk jdk, String... arguments) {
        return Voyage.ofJar(jdk, Libraries.agent())
                .withoutAgent()
                .arguments(arguments)
                .run();
    }

    private static String ask(Running program, String what, List<String> told) {
        int before = told.size();
        program.say(what);
        String all =
                program.awaitOut("(?s)^(?:[^\n]*\n){" + before + "}([^\n]*)\n").group(1);
        told.add(all);
        return all;
    }

    private static List<String> parts(String called) {
        return List.of(called.replaceAll(".*\\[|\\]", "").split(", "));
    }

    /** The JVM's own warning, which JEP 451 words. */
    private static boolean isTheJvms(String line) {
        return line.startsWith("WARNING: A Java agent has been loaded dynamically")
                || line.startsWith("WARNING: If a serviceability tool is")
                || line.startsWith("WARNING: Dynamic loading of agents will be disallowed");
    }
}
