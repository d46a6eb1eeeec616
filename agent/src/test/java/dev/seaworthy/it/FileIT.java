package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.file.Clerk;
import fixture.file.Depot;
import fixture.file.Packed;
import fixture.file.Tidy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** What programs do with files: real streams, channels, archives and libraries, in programs that serve real requests. */
class FileIT {
    private static final String DURABLE = "file/durable-write-on-ephemeral-fs";
    private static final String REREAD = "file/read-after-write-across-requests";

    private static final String RESOURCE = "file/classpath-resource-as-file";

    /** Ways of writing, each the name of the method that does it. */
    private static final List<String> WAYS = List.of(
            "stream",
            "writer",
            "printer",
            "random",
            "files",
            "copied",
            "channel",
            "async",
            "mapped",
            "zip",
            "zipfs",
            "image",
            "xml",
            "moved",
            "renamed",
            "linked",
            "rewritten",
            "downloaded",
            "relative");

    @EveryJdk
    void flags_every_way_of_writing_once(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Clerk.class)
                .arguments(WAYS.toArray(new String[0]))
                .run()
                .ended();

        assertThat(methods(log, DURABLE)).as(log.toString()).isEqualTo(new TreeSet<>(WAYS));
        assertThat(log.confirmed(DURABLE)).hasSameSizeAs(WAYS).allSatisfy(seen -> {
            assertThat(seen.severity()).isEqualTo("high");
            assertThat(seen.message()).matches("(3 files|1 file was rewritten 3 times).*");
        });
        assertThat(List.of("file.open", "file.read", "file.channel", "file.move", "file.zip", "file.directory"))
                .allSatisfy(hook -> assertThat(log.hookInstalled(hook)).as(hook).isTrue());
    }

    @EveryJdk
    void flags_what_becomes_of_files(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Clerk.class)
                .arguments(
                        "save:8",
                        "cached:4",
                        "mac:1",
                        "drive:1",
                        "tilde:1",
                        "sources:1",
                        "temporary:25",
                        "at-exit:120",
                        "list:60",
                        "unclosed:60",
                        "archive:60",
                        "case:1")
                .run()
                .ended();

        Sighting reread = log.confirmed(REREAD).stream()
                .filter(seen -> "saved".equals(seen.method()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(log));
        assertThat(reread.severity()).isEqualTo("blocker");
        assertThat(reread.message())
                .startsWith("A file that POST /save/{} wrote at fixture.file.Clerk.save(Clerk.java:")
                .contains("was read by a later request, GET /saved/{}");
        assertThat(reread.evidence().get("written-by").getAsString()).isEqualTo("POST /save/{}");
        assertThat(reread.evidence().get("written-at").getAsString()).startsWith("fixture.file.Clerk.save(Clerk.java:");
        assertThat(reread.evidence().get("read-by").getAsString()).isEqualTo("GET /saved/{}");
        assertThat(reread.evidence().get("read-at").getAsString()).startsWith("fixture.file.Clerk.saved(Clerk.java:");
        assertThat(variants(log, REREAD)).contains("cached per-replica-cache");
        assertThat(methods(log, "file/developer-path")).containsExactly("drive", "mac", "sources", "tilde");
        assertThat(variants(log, "file/disk-fill"))
                .containsExactly("atExit delete-on-exit", "temporary temp-not-deleted");
        assertThat(methods(log, "file/handle-leak")).containsExactly("archive", "list", "unclosed");
        assertThat(log.theConfirmed("file/wrong-case").method()).isEqualTo("wrongCase");
    }

    @EveryJdk
    void stays_silent_about_files_that_production_allows(Jdk jdk) throws IOException {
        Voyage voyage = Voyage.of(jdk, Tidy.class).arguments();
        Path shared = voyage.directory().toAbsolutePath().resolve("shared");
        Path mounts = Files.writeString(
                voyage.directory().resolve("mountinfo"),
                "27 1 0:55 / / rw - overlay overlay rw\n28 27 0:56 / " + shared + " rw - nfs4 nas:/x rw\n");
        Logbook log = voyage.agent("environment.mountinfo=" + mounts)
                .run()
                .ended()
                .saw("file.write", 300)
                .saw("file.open", 700);

        assertThat(log.findings().stream().filter(seen -> seen.rule().startsWith("file/")))
                .as(log.toString())
                .isEmpty();
    }

    @NewestJdk
    void flags_what_libraries_write_for_the_application(Jdk jdk, @TempDir Path folder) {
        String[] libraries = {
            "commons-io:commons-io:2.21.0",
            "com.google.guava:guava:33.5.0-jre",
            "com.squareup.okio:okio-jvm:3.9.0",
            "io.vertx:vertx-core:4.5.14",
            "com.fasterxml.jackson.core:jackson-databind:2.18.2",
            "org.apache.commons:commons-csv:1.12.0",
            "org.apache.avro:avro:1.12.0"
        };
        Path quays = Path.of(System.getProperty("basedir", "."), "src/test/quays");
        Path classes = Sources.compile(folder, quays, "fixture.file.Shelved", libraries);
        Logbook log = Voyage.of(jdk, "fixture.file.Shelved")
                .classesIn(classes)
                .with(libraries)
                .arguments("commons-io", "guava", "okio", "netty", "vertx", "vertx-later", "jackson", "csv", "avro")
                .run()
                .ended();

        assertThat(methods(log, DURABLE))
                .as(log.toString())
                .containsExactly(
                        "avro", "commonsIo", "csv", "guava", "jackson", "netty", "okio", "vertx", "vertxLater");
        assertThat(log.confirmed(DURABLE))
                .hasSize(9)
                .allSatisfy(seen -> assertThat(seen.message()).startsWith("3 files "));
    }

    @NewestJdk
    void stays_silent_about_files_that_libraries_keep_for_themselves(Jdk jdk, @TempDir Path folder) {
        String[] libraries = {
            "ch.qos.logback:logback-classic:1.5.32",
            "log4j:log4j:1.2.17",
            "org.apache.logging.log4j:log4j-core:2.26.1",
            "org.tinylog:tinylog-impl:2.7.0",
            "org.tinylog:tinylog-api:2.7.0",
            "org.jboss.logmanager:jboss-logmanager:3.1.2.Final",
            "org.apache.lucene:lucene-core:9.12.3",
            "com.h2database:h2:2.4.240"
        };
        Path quays = Path.of(System.getProperty("basedir", "."), "src/test/quays");
        Path classes = Sources.compile(folder, quays, "fixture.file.Keepers", libraries);
        Logbook log = Voyage.of(jdk, "fixture.file.Keepers")
                .classesIn(classes)
                .with(libraries)
                .run()
                .ended()
                .saw("file.write", 60);

        assertThat(log.findings().stream().filter(seen -> seen.rule().startsWith("file/")))
                .as(log.toString())
                .isEmpty();
    }

    @EveryJdk
    void flags_resources_that_are_opened_as_files(Jdk jdk, @TempDir Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/fixture/file"));
        try (InputStream program = Objects.requireNonNull(Packed.class.getResourceAsStream("Packed.class"))) {
            Files.copy(program, classes.resolve("Packed.class"));
        }
        Files.createDirectories(folder.resolve("classes/img"));
        List<String> resources =
                List.of("orders.json", "logo.png", "img/banner.png", "right.png", "probed.png", "child.png");
        for (String name : resources) {
            Files.writeString(folder.resolve("classes").resolve(name), "{}");
        }
        Path jar = folder.resolve("orders.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("fixture/file/Packed.class"));
            Files.copy(classes.resolve("Packed.class"), out);
            for (String name : resources) {
                out.putNextEntry(new ZipEntry(name));
                Files.copy(folder.resolve("classes").resolve(name), out);
            }
        }
        Set<String> all = Set.of("byStream", "byFile", "byPath");

        Logbook unpacked = Voyage.of(jdk, Packed.class)
                .withoutTestClasses()
                .classesIn(folder.resolve("classes"))
                .agent("environment=vm")
                .run()
                .ended();
        Logbook packed =
                Voyage.of(jdk, Packed.class).withoutTestClasses().jar(jar).run().ended();

        assertThat(methods(unpacked, RESOURCE)).as(unpacked.toString()).isEqualTo(all);
        assertThat(unpacked.confirmed(RESOURCE))
                .allMatch(seen -> seen.severity().equals("high"));
        assertThat(methods(packed, RESOURCE)).as(packed.toString()).isEqualTo(all);
        assertThat(packed.confirmed(RESOURCE)).allMatch(seen -> seen.severity().equals("blocker"));
        for (Logbook log : List.of(unpacked, packed)) {
            assertThat(log.hookInstalled("file.look-up")).isTrue();
            assertThat(log.confirmed("file/wrong-case"))
                    .as(log.toString())
                    .allMatch(seen -> seen.severity().equals("blocker"))
                    .extracting(seen ->
                            seen.method() + " " + seen.evidence().get("name").getAsString())
                    .containsExactlyInAnyOrder("wrongResource logo.png", "wrongOfLoader banner.png");
        }
    }

    @NewestJdk
    void tells_what_a_container_makes_of_writing(Jdk jdk, @TempDir Path folder) throws Exception {
        Path readOnly = Files.createDirectories(folder.resolve("read-only"));
        Path small = Files.createDirectories(folder.resolve("small"));
        // Only root may mount, and only others may not write where they may not.
        boolean mounted = Mounting.mount(readOnly, "ro") && Mounting.mount(small, "size=1m");
        Voyage voyage = Voyage.of(jdk, Depot.class)
                .environment("ORDERS", "/Users/ann/orders.csv")
                .arguments("refused:" + readOnly, "cache", "configured");
        Logbook log;
        try {
            if (mounted) {
                voyage.arguments("nearly-full:" + small);
            } else {
                Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
            log = voyage.run().ended();
        } finally {
            Mounting.unmount(readOnly);
            Mounting.unmount(small);
        }

        assertThat(log.confirmed(DURABLE).stream()
                        .map(seen -> seen.method() + " " + seen.variant() + " " + seen.severity()))
                .as(log.toString())
                .contains("refused refused blocker", "cache null low");
        Sighting configured = log.theConfirmed("file/developer-path");
        assertThat(configured.severity()).isEqualTo("info");
        assertThat(configured.evidence().get("source").getAsString()).contains("ORDERS");
        assertThat(variants(log, "file/disk-fill")).isEqualTo(mounted ? Set.of("nearlyFull headroom") : Set.of());
        if (mounted) {
            assertThat(log.theConfirmed("file/disk-fill").severity()).isEqualTo("medium");
        }
    }

    @NewestJdk
    void tells_files_among_the_classes_and_relative_paths_from_others_outside_of_containers(
            Jdk jdk, @TempDir Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/fixture/file"));
        for (String type : List.of("Depot", "Desk", "Desk$Work")) {
            try (InputStream program = Depot.class.getResourceAsStream(type + ".class")) {
                Files.copy(Objects.requireNonNull(program), classes.resolve(type + ".class"));
            }
        }
        Logbook log = Voyage.of(jdk, Depot.class)
                .withoutTestClasses()
                .classesIn(folder.resolve("classes"))
                .arguments("among-classes", "relative", "elsewhere")
                .agent("environment=vm")
                .run()
                .ended()
                .saw("file.write", 9);

        assertThat(variants(log, DURABLE))
                .as(log.toString())
                .containsExactly("amongClasses app-dir", "relative relative-path");
        assertThat(log.confirmed(DURABLE)).allMatch(seen -> seen.severity().equals("medium"));
    }

    private static Set<String> methods(Logbook log, String rule) {
        return log.confirmed(rule).stream()
                .map(seen -> String.valueOf(seen.method()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> variants(Logbook log, String rule) {
        return log.confirmed(rule).stream()
                .map(seen -> seen.method() + " " + seen.variant())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
