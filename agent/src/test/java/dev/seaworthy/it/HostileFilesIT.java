package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.file.Batch;
import fixture.file.Clerk;
import fixture.file.Million;
import fixture.webapps.Redeployed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Files, paths and programs that are unlike others: they are followed like others, or left alone, and never harmed. */
class HostileFilesIT {
    private static final String DURABLE = "file/durable-write-on-ephemeral-fs";
    private static final String FULL = "file/disk-fill";
    private static final String UPLOAD = "file/upload-to-local-disk";

    @EveryJdk
    void follows_files_wherever_they_lie(Jdk jdk, @TempDir Path folder) throws Exception {
        String[] libraries = {"com.google.jimfs:jimfs:1.3.1"};
        Path quays = Path.of(System.getProperty("basedir", "."), "src/test/quays");
        Path classes = Sources.compile(folder, quays, "fixture.file.Hostile", libraries);
        Voyage voyage =
                Voyage.of(jdk, "fixture.file.Hostile").classesIn(classes).with(libraries);
        Path data = voyage.directory().toAbsolutePath();
        voyage.arguments(data.toString())
                .arguments("newline", "control", "longest", "loaders", "out-of-zip", "out-of-memory", "in-memory")
                .arguments("loop", "device");
        Set<String> full = new TreeSet<>(Set.of("device /dev"));
        Path disk = Files.createDirectories(data.resolve("small"));
        Logbook log;
        // Only root may mount; where nobody may, the device that is always full stands in for the disk.
        boolean mounted = Mounting.mount(disk, "size=1m");
        try {
            if (mounted) {
                voyage.arguments("full:" + disk);
                full.add("full " + disk);
            }
            log = voyage.arguments("gone")
                    .in(Files.createDirectories(data.resolve("working")))
                    .agent("report=" + data.resolve("report.json"))
                    .run()
                    .ended();
        } finally {
            Mounting.unmount(disk);
        }

        assertThat(log.out()).contains("done", "in-memory 204", "loop 204", "gone 204", "device 500");
        assertThat(log.out().lines().filter("refused FileSystemException"::equals))
                .as("what the application sees of loops")
                .hasSize(6);
        assertThat(methods(log, DURABLE))
                .as(log.toString())
                .containsExactly("control", "longest", "newline", "outOfMemory", "outOfZip", "twice");
        Set<String> filled = log.confirmed(FULL).stream()
                .map(seen -> seen.method() + " " + seen.target())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(filled).isEqualTo(full);
        assertThat(log.confirmed(FULL)).allSatisfy(seen -> {
            assertThat(seen.severity()).isEqualTo("blocker");
            assertThat(seen.message()).isEqualTo("A write failed because no space is left on the disk");
        });
        assertThat(log.findings().stream().filter(seen -> seen.rule().startsWith("file/")))
                .as(log.toString())
                .hasSize(6 + full.size());
        assertThat(log.warnings()).isEmpty();
        assertThat(log.err().replace("\n", "")).as("what a terminal would obey").doesNotContainPattern("\\p{Cntrl}");
    }

    @NewestJdk
    void a_million_paths_leave_the_heap_bounded_and_the_counts_right(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Million.class)
                .jvm("-Xmx48m")
                .limit(Duration.ofSeconds(120))
                .run()
                .ended();

        assertThat(log.out()).contains("status 204").doesNotContain("OutOfMemoryError");
        assertThat(log.observations("file.write")).isEqualTo(1_000_000);
        assertThat(log.observations("file.open")).isBetween(1_000_000L, 1_000_100L);
    }

    @NewestJdk
    void lets_a_web_application_go_whose_uploads_it_has_seen(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Redeployed.class)
                .with(ClassPath.TOMCAT_11)
                .limit(Duration.ofSeconds(120))
                .run()
                .ended();

        assertThat(log.out()).contains("gone").doesNotContain("still held", "status 500");
        Sighting seen = log.theConfirmed(UPLOAD);
        assertThat(seen.className()).isEqualTo("fixture.webapps.Store");
        assertThat(seen.message()).startsWith("6 uploaded files (60 kB)");
    }

    @EveryJdk
    void judges_the_batch_run_of_a_web_application(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Batch.class).arguments("returns").run().ended();

        assertThat(log.hookInstalled("server.JdkHttpServer")).isTrue();
        assertThat(log.theConfirmed(DURABLE).method()).as(log.toString()).isEqualTo("export");
    }

    @NewestJdk
    void judges_a_batch_run_that_exits_and_no_server_that_dies_before_it_listens(Jdk jdk) {
        Logbook exits = Voyage.of(jdk, Batch.class).arguments("exits").run().ended();
        Logbook dies = Voyage.of(jdk, Batch.class).arguments("dies").run();
        Logbook fails = Voyage.of(jdk, Batch.class).arguments("fails").run();

        assertThat(exits.theConfirmed(DURABLE).method()).isEqualTo("export");
        assertThat(dies.exitStatus()).isEqualTo(1);
        assertThat(dies.saw("file.write", 10).findings()).as(dies.toString()).isEmpty();
        assertThat(fails.exitStatus()).isEqualTo(3);
        assertThat(fails.saw("file.write", 10).findings()).as(fails.toString()).isEmpty();
    }

    @NewestJdk
    void hooks_nothing_that_reads_unless_a_rule_needs_it(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Clerk.class)
                .arguments("stream")
                .agent("rules=file/durable-write-on-ephemeral-fs")
                .run()
                .ended();

        assertThat(log.theConfirmed(DURABLE).method()).isEqualTo("stream");
        assertThat(log.hookInstalled("file.open")).isTrue();
        assertThat(log.hookInstalled("file.read")).isNotEqualTo(true);
        assertThat(log.hookInstalled("file.close")).isNotEqualTo(true);
    }

    private static Set<String> methods(Logbook log, String rule) {
        return log.confirmed(rule).stream()
                .map(seen -> String.valueOf(seen.method()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
