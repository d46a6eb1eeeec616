package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Voyage;
import fixture.file.InMemory;
import fixture.file.Kept;
import fixture.file.KeptByJavax;
import fixture.file.PassedOn;
import fixture.file.Spooled;
import fixture.file.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Real multipart requests to a real Tomcat: what is kept on the disk is told, what only passes by is not. */
class UploadsIT {
    private static final String RULE = "file/upload-to-local-disk";

    /** Way of keeping an upload, and the method that does it. */
    private static final Map<String, String> KEEPING = Map.ofEntries(
            Map.entry("part-write", "partWrite"),
            Map.entry("files-copy", "filesCopy"),
            Map.entry("stream", "stream"),
            Map.entry("relative", "relative"),
            Map.entry("random-access", "randomAccess"),
            Map.entry("channel", "channel"),
            Map.entry("async-channel", "asyncChannel"),
            Map.entry("temp-then-move", "tempThenMove"),
            Map.entry("part-file", "partFile"),
            Map.entry("commons-io", "commonsIo"),
            Map.entry("spring", "spring"));

    @EveryJdk
    void flags_every_way_of_keeping_a_spooled_upload(Jdk jdk) {
        Logbook log = flagsAll(jdk, Spooled.class);

        assertThat(Stream.of("file.open", "file.channel", "file.move", "file.delete", "file.temporary"))
                .allSatisfy(hook -> assertThat(log.hookInstalled(hook)).as(hook).isTrue());
    }

    @EveryJdk
    void flags_every_way_of_keeping_an_upload_that_is_in_memory(Jdk jdk) {
        flagsAll(jdk, InMemory.class);
    }

    private static Logbook flagsAll(Jdk jdk, Class<?> servlet) {
        Voyage voyage = jakarta(jdk, servlet).arguments(KEEPING.keySet().toArray(new String[0]));
        Path uploads = voyage.directory().toAbsolutePath().resolve("uploads");
        Logbook log = voyage.run().ended();

        assertThat(log.confirmed(RULE).stream()
                        .collect(Collectors.toMap(
                                seen -> uploads.relativize(Path.of(String.valueOf(seen.target())))
                                        .toString(),
                                seen -> String.valueOf(seen.method()))))
                .as(log.toString())
                .isEqualTo(KEEPING);
        assertThat(log.confirmed(RULE)).allSatisfy(seen -> {
            assertThat(seen.severity()).isEqualTo("blocker");
            assertThat(seen.className()).isEqualTo(Kept.class.getName());
            assertThat(seen.message()).startsWith("1 uploaded file (100 kB)");
        });
        // All lines store it as cat.png, whatever the client calls it.
        assertThat(log.findings("file/client-filename-in-path"))
                .as(log.toString())
                .isEmpty();
        return log;
    }

    @EveryJdk
    void flags_an_upload_below_a_served_directory_as_a_variant_and_that_a_later_request_is_served_it(Jdk jdk) {
        Logbook log = jakarta(jdk, Spooled.class)
                .arguments("web-root", "get:uploads/cat.png")
                .run()
                .ended();
        Sighting seen = log.theConfirmed(RULE);
        Sighting reread = log.theConfirmed("file/read-after-write-across-requests");

        assertThat(seen.variant()).isEqualTo("web-root");
        assertThat(seen.method()).isEqualTo("webRoot");
        assertThat(log.out()).contains("get:uploads/cat.png 200");
        assertThat(reread.method()).isEqualTo("webRoot");
        assertThat(reread.evidence().get("written-by").getAsString()).isEqualTo("POST /web-root");
        assertThat(reread.evidence().get("read-by").getAsString()).isEqualTo("GET /uploads/cat.png");
        assertThat(reread.evidence().get("read-at").getAsString()).isEqualTo("the server's own file handler");
    }

    @NewestJdk
    void flags_an_upload_in_tomcat_9(Jdk jdk) {
        Sighting seen = javax(jdk).arguments("part-write").run().ended().theConfirmed(RULE);

        assertThat(seen.className()).isEqualTo(KeptByJavax.class.getName());
        assertThat(seen.severity()).isEqualTo("blocker");
    }

    @NewestJdk
    void flags_an_upload_in_tomcat_10(Jdk jdk) {
        Logbook log =
                jakarta(jdk, Spooled.class, "10").arguments("part-write").run().ended();

        assertThat(log.theConfirmed(RULE).className()).isEqualTo(Kept.class.getName());
        assertThat(log.hookInstalled("server.Tomcat")).isTrue();
    }

    @NewestJdk
    void tells_the_disks_apart(Jdk jdk) throws IOException {
        assertThat(onMount(jdk, "ext4 /dev/sdb1", "/var/lib/docker/volumes/up/_data")
                        .theConfirmed(RULE)
                        .severity())
                .isEqualTo("medium");
        assertThat(onMount(jdk, "tmpfs tmpfs", "/").theConfirmed(RULE).severity())
                .isEqualTo("blocker");
    }

    @NewestJdk
    void only_suspects_where_the_mounts_cannot_be_read(Jdk jdk) {
        Logbook log = jakarta(jdk, Spooled.class)
                .arguments("part-write")
                .agent("environment.mountinfo=no-such-file")
                .run()
                .ended();

        assertThat(log.findings(RULE)).as(log.toString()).singleElement().satisfies(seen -> {
            assertThat(seen.isConfirmed()).isFalse();
            assertThat(seen.method()).isEqualTo("partWrite");
        });
    }

    @NewestJdk
    void flags_a_plain_local_disk_outside_of_containers(Jdk jdk) {
        Sighting seen = jakarta(jdk, Spooled.class)
                .arguments("part-write")
                .agent("environment=vm")
                .run()
                .ended()
                .theConfirmed(RULE);

        assertThat(seen.severity()).isEqualTo("high");
    }

    @EveryJdk
    void tells_an_upload_while_the_program_runs(Jdk jdk) {
        Logbook log;
        try (Running running = jakarta(jdk, Spooled.class)
                .arguments("part-write", "wait")
                .stdinOpen()
                .agent("file.judge-after=0s")
                .start()) {
            log = running.await("part-write 200")
                    .awaitErr(RULE + " blocker")
                    .finish()
                    .ended();
        }

        assertThat(log.theConfirmed(RULE).count()).isEqualTo(1);
    }

    @EveryJdk
    void stays_silent_on_a_shared_file_system(Jdk jdk) throws IOException {
        silent(onMount(jdk, "nfs4 nas:/export", "/"));
    }

    @EveryJdk
    void stays_silent_about_uploads_that_are_passed_on(Jdk jdk) throws IOException {
        Voyage voyage = jakarta(jdk, PassedOn.class)
                .with("h2")
                .arguments(
                        "streamed-out",
                        "scratch",
                        "scratch-at-exit",
                        "temporary",
                        "temporary-directory",
                        "moved-away",
                        "own-log",
                        "own-log",
                        "java-logging",
                        "database",
                        "set-aside",
                        "marker",
                        "archive",
                        "plain-report");
        Path old = Files.writeString(voyage.directory().resolve("current.dat"), "old");
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
        Logbook log = voyage.run().ended();

        silent(log);
        assertThat(log.observations("file.write")).isPositive();
    }

    @NewestJdk
    void stays_silent_about_an_upload_that_tomcat_9_spools(Jdk jdk) {
        silent(javax(jdk).arguments("streamed-out").run().ended());
    }

    private static void silent(Logbook log) {
        assertThat(log.findings(RULE)).as(log.toString()).isEmpty();
        assertThat(log.out()).contains("done").doesNotContain(" 500");
        assertThat(log.ruleState(RULE)).isEqualTo("active");
    }

    /** Runs with the directory of uploads on a mount that is only written down. */
    private static Logbook onMount(Jdk jdk, String typeAndSource, String root) throws IOException {
        Voyage voyage = jakarta(jdk, Spooled.class).arguments("part-write");
        Path directory = voyage.directory().toRealPath();
        Path mounts = Files.writeString(
                directory.resolve("mountinfo"),
                "27 1 0:55 / / rw,relatime - overlay overlay rw\n28 27 0:56 " + root + " "
                        + directory.resolve("uploads").toString().replace(" ", "\\040") + " rw,relatime shared:9 - "
                        + typeAndSource + " rw\n");
        return voyage.agent("environment.mountinfo=" + mounts).run().ended();
    }

    private static Voyage jakarta(Jdk jdk, Class<?> servlet) {
        return jakarta(jdk, servlet, "11");
    }

    private static Voyage jakarta(Jdk jdk, Class<?> servlet, String tomcat) {
        return Voyage.of(jdk, Uploads.class)
                .with("tomcat-embed-core-" + tomcat, "tomcat-annotations-api-" + tomcat)
                .with("commons-io", "spring-web", "spring-core")
                .with("spring-jcl", "spring-beans")
                .arguments(servlet.getName());
    }

    private static Voyage javax(Jdk jdk) {
        return Voyage.of(jdk, Uploads.class).with(ClassPath.TOMCAT_9).arguments(KeptByJavax.class.getName());
    }
}
