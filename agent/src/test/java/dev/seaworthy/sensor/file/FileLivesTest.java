package dev.seaworthy.sensor.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.FileReread;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.FilesKept;
import dev.seaworthy.observation.HandlesKept;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.StoreFilled;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of files after they were opened. */
class FileLivesTest {

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private final List<Observation> seen = new ArrayList<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Surroundings surroundings = new Surroundings(settings::get);
    private final FileSensor sensor = new FileSensor(
            surroundings,
            new Observations() {
                @Override
                public void add(Observation one) {
                    seen.add(one);
                }

                @Override
                public void count(String sense, long more) {
                    counted.merge(sense, more, Long::sum);
                }
            },
            true,
            true,
            true);

    private interface Work {
        void run() throws IOException;
    }

    @BeforeEach
    void a_container() throws IOException {
        folder = folder.toRealPath();
        settings.put("environment", "container");
        mounts("27 1 0:55 / / rw - overlay overlay rw");
    }

    @Test
    void tells_of_a_file_that_a_later_request_reads() throws IOException {
        request("POST /up", () -> write("a.pdf"));
        request("GET /down/{}", () -> read("a.pdf"));
        sensor.tick(1_000, true);

        assertThat(of(FileReread.class)).singleElement().satisfies(one -> {
            assertThat(one.wrote().unit().route()).isEqualTo("POST /up");
            assertThat(one.origin().unit().route()).isEqualTo("GET /down/{}");
            assertThat(one.disk().pathClass()).isEqualTo(PathClass.EPHEMERAL);
            assertThat(one.rebuilt()).isFalse();
            assertThat(Objects.requireNonNull(one.origin().site().place()).line())
                    .isNotEqualTo(
                            Objects.requireNonNull(one.wrote().site().place()).line());
        });
    }

    @Test
    void the_same_request_may_read_what_it_wrote() throws IOException {
        for (int i = 0; i < 5; i++) {
            request("POST /up", () -> {
                write("a.pdf");
                read("a.pdf");
            });
        }
        sensor.tick(1_000, true);

        assertThat(of(FileReread.class)).isEmpty();
        assertThat(counted.get("file.open")).isEqualTo(10);
    }

    @Test
    void a_request_that_writes_again_is_the_one_that_others_read() throws IOException {
        request("POST /first", () -> write("a.pdf"));
        request("POST /second", () -> write("a.pdf"));
        request("GET /down", () -> read("a.pdf"));
        sensor.tick(1_000, true);

        assertThat(of(FileReread.class))
                .singleElement()
                .satisfies(one -> assertThat(one.wrote().unit().route()).isEqualTo("POST /second"));
    }

    @Test
    void what_is_made_anew_when_it_is_missing_is_a_cache() throws IOException {
        request("GET /rates", () -> {
            miss("rates.json");
            write("rates.json");
        });
        request("GET /rates", () -> read("rates.json"));
        sensor.tick(1_000, true);

        assertThat(of(FileReread.class))
                .singleElement()
                .satisfies(one -> assertThat(one.rebuilt()).isTrue());
    }

    @Test
    void a_counter_that_each_request_reads_and_writes_is_no_cache() throws IOException {
        for (int i = 0; i < 4; i++) {
            request("GET /visits", () -> {
                read("visits");
                write("visits");
            });
        }
        sensor.tick(1_000, true);

        assertThat(of(FileReread.class)).hasSize(3).noneMatch(FileReread::rebuilt);
    }

    @Test
    void what_was_deleted_or_lies_on_a_share_is_not_read_again() throws IOException {
        request("POST /up", () -> write("a.pdf"));
        sensor.exit(FileHooks.DELETE, true, folder.resolve("a.pdf").toFile(), null, null);
        request("GET /down", () -> read("a.pdf"));
        mounts("28 27 0:56 / " + folder + " rw - nfs4 nas:/x rw");
        request("POST /up", () -> write("b.pdf"));
        request("GET /down", () -> read("b.pdf"));
        sensor.tick(1_000, true);

        assertThat(of(FileReread.class)).isEmpty();
        assertThat(counted.get("file.reread")).isEqualTo(1);
    }

    @Test
    void the_pairs_of_a_million_files_stay_bounded() {
        Rereads rereads = new Rereads(surroundings, nothing(), new Openings(surroundings, nothing()));
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "POST /up");
        Written written = new Written(surroundings.here(), "opened", false, false, 0, new Times(Unit.NONE), null, null);
        long before = used();
        for (int i = 0; i < 1_000_000; i++) {
            rereads.wrote("/srv/uploads/some/what/longer/name/of/a/file/" + i, written);
        }
        surroundings.units().end();

        assertThat(used() - before).isLessThan(16_000_000);
        rereads.read("/srv/none"); // keeps it alive
    }

    @Test
    void tells_of_files_that_were_collected_while_open() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "a");
        request("GET /a", () -> {
            for (int i = 0; i < 60; i++) {
                sensor.exit(FileHooks.READ, null, new Object(), file.toString(), null);
                Object closed = new Object();
                sensor.exit(FileHooks.READ, null, closed, file.toString(), null);
                sensor.enter(FileHooks.CLOSE, closed, null, null);
                sensor.enter(FileHooks.CLOSE, closed, null, null);
            }
        });
        for (int i = 0; i < 100 && of(HandlesKept.class).isEmpty(); i++) {
            System.gc();
            sensor.tick(System.currentTimeMillis() + i * 10_000, false);
        }

        assertThat(of(HandlesKept.class)).isNotEmpty().first().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(HandlesKept.Kind.FILE);
            assertThat(one.collected()).isBetween(50L, 60L);
        });
    }

    @Test
    void tells_of_files_that_stay_open_long_after_their_request() throws IOException {
        List<Object> open = new ArrayList<>();
        request("GET /a", () -> {
            for (int i = 0; i < 55; i++) {
                Object stream = new Object();
                open.add(stream);
                sensor.exit(FileHooks.READ, null, stream, "/srv/a", null);
            }
        });
        sensor.tick(1_000_000, false);
        assertThat(of(HandlesKept.class)).isEmpty();
        sensor.tick(1_299_000, false);
        assertThat(of(HandlesKept.class)).isEmpty();
        sensor.tick(1_305_000, false);

        assertThat(of(HandlesKept.class))
                .singleElement()
                .satisfies(one -> assertThat(one.open()).isEqualTo(open.size()));
    }

    @Test
    void age_is_not_judged_at_exit() throws IOException {
        List<Object> open = new ArrayList<>();
        request("GET /a", () -> {
            for (int i = 0; i < 55; i++) {
                open.add(new Object());
                sensor.exit(FileHooks.READ, null, open.get(i), "/srv/a", null);
            }
        });
        sensor.tick(1_000_000, false);
        sensor.tick(9_000_000, true);

        assertThat(of(HandlesKept.class)).isEmpty();
        assertThat(open).hasSize(55);
    }

    @Test
    void tells_of_temporary_files_once_they_are_old() throws IOException {
        long now = System.currentTimeMillis();
        List<Path> made = new ArrayList<>();
        request("GET /a", () -> {
            for (int i = 0; i < 25; i++) {
                made.add(Files.createFile(folder.resolve("t" + i)));
                sensor.exit(FileHooks.TEMPORARY_FILE, made.get(i).toFile(), null, null, null);
            }
        });
        sensor.tick(now + 11_000, false);
        assertThat(of(FilesKept.class)).isEmpty();
        sensor.tick(now + 620_000, false);

        assertThat(of(FilesKept.class)).singleElement().satisfies(one -> {
            assertThat(one.files()).isEqualTo(25);
            assertThat(one.directory()).isEqualTo(folder.toString());
        });
    }

    /** As {@code Files.copy(in, createTempFile(…), REPLACE_EXISTING)} does. */
    @Test
    void a_temporary_file_that_is_copied_over_counts_as_before() throws IOException {
        long now = System.currentTimeMillis();
        request("POST /a", () -> {
            for (int i = 0; i < 25; i++) {
                Path file = Files.createFile(folder.resolve("t" + i));
                sensor.exit(FileHooks.TEMPORARY_FILE, file.toFile(), null, null, null);
                sensor.exit(FileHooks.DELETE, true, file.toFile(), null, null);
                write("t" + i);
            }
        });
        sensor.tick(now + 620_000, false);
        sensor.tick(now + 640_000, false);

        assertThat(of(FilesKept.class))
                .singleElement()
                .satisfies(one -> assertThat(one.files()).isEqualTo(25));
        assertThat(of(FileWritten.class)).hasSize(25).allMatch(one -> one.disk().pathClass() == PathClass.TEMP);
    }

    @Test
    void what_somebody_else_deleted_or_the_jvm_will_delete_does_not_count() throws IOException {
        request("GET /a", () -> {
            for (int i = 0; i < 50; i++) {
                Path file = folder.resolve("t" + i);
                sensor.exit(FileHooks.TEMPORARY_FILE, file.toFile(), null, null, null);
                if (i % 2 == 0) {
                    Files.createFile(file);
                    sensor.exit(FileHooks.DELETE_AT_EXIT, null, file.toString(), null, null);
                }
            }
        });
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FilesKept.class)).isEmpty();
        assertThat(counted.get("file.temporary")).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "No such file or directory, MISSING",
        "Permission denied, FORBIDDEN",
        "Read-only file system, READ_ONLY",
        "Too many open files, EXHAUSTED",
    })
    void says_why_a_file_could_not_be_opened(String words, Outcome outcome) throws IOException {
        String path = folder.resolve("a").toString();
        request(
                "GET /a",
                () -> sensor.thrown(
                        FileHooks.STREAM,
                        new FileNotFoundException(path + " (" + words + ")"),
                        new Object(),
                        path,
                        false));
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileOpened.class)).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(outcome);
            assertThat(one.writing()).isTrue();
            assertThat(one.path()).isEqualTo(path);
        });
    }

    @Test
    void a_write_that_another_directory_took_was_not_refused() throws IOException {
        request("GET /a", () -> {
            sensor.thrown(
                    FileHooks.CHANNEL,
                    new FileSystemException("/var/shop/a.csv", null, "Read-only file system"),
                    Path.of("/var/shop/a.csv"),
                    Set.of(StandardOpenOption.WRITE),
                    null);
            write("a.csv");
        });
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileOpened.class)).isEmpty();
    }

    @Test
    void a_full_disk_is_told_with_its_mount() throws IOException {
        Object stream = new Object();
        mounts("27 1 0:55 / / rw - overlay overlay rw\n28 27 0:56 / " + folder + " rw - tmpfs tmpfs rw");
        request("GET /a", () -> {
            sensor.exit(FileHooks.STREAM, null, stream, folder.resolve("a").toString(), false);
            sensor.thrown(FileHooks.WRITE, new IOException("No space left on device"), stream, null, null);
        });
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(StoreFilled.class)).anySatisfy(one -> {
            assertThat(one.failed()).isTrue();
            assertThat(one.point()).isEqualTo(folder.toString());
        });
    }

    @Test
    void finds_the_other_spelling_once_nobody_found_it() throws IOException {
        Files.createFile(folder.resolve("logo.png"));
        request("GET /a", () -> miss("Logo.PNG"));
        request("GET /b", () -> {
            miss("LOGO.png");
            read("logo.png");
        });
        request("GET /c", () -> miss("none.png"));
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileOpened.class)).extracting(FileOpened::sibling).containsExactlyInAnyOrder("logo.png", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/Users/ann/a", "/home/nobody-here/a", "~/a", "C:\\Users\\ann\\a", "D:/a", "src/main/a.csv"})
    void knows_paths_of_another_machine(String path) throws IOException {
        request(
                "GET /a",
                () -> sensor.thrown(
                        FileHooks.READ, new FileNotFoundException("No such file"), new Object(), path, null));
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileOpened.class)).singleElement().satisfies(one -> {
            assertThat(one.machine()).isNotNull();
            assertThat(one.path()).isEqualTo(path);
        });
    }

    @Test
    void its_own_home_and_directories_are_no_other_machine_s() {
        Lookout lookout = new Lookout();
        String home = System.getProperty("user.home");

        assertThat(lookout.isForeign(home + "/a")).isFalse();
        assertThat(lookout.isForeign("/srv/a")).isFalse();
        assertThat(lookout.isForeign("resrc/main/a")).isFalse();
        assertThat(lookout.isForeign("a")).isFalse();
    }

    @Test
    void an_address_inside_a_jar_is_no_file() throws IOException {
        request("GET /a", () -> {
            sensor.enter(FileHooks.URI_AS_FILE, URI.create("jar:file:/app/app.jar!/a.json"), null, null);
            sensor.enter(FileHooks.URI_AS_FILE, URI.create("file:/app/a.json"), null, null);
            sensor.thrown(
                    FileHooks.READ,
                    new FileNotFoundException("No such file"),
                    new Object(),
                    "file:/app/app.jar!/b.json",
                    null);
        });
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileOpened.class)).extracting(FileOpened::resource).containsExactly("a.json", "b.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb.csv", "a\u0001\u001b[31mb.csv", "ü ﷽.csv", "LONG"})
    void hostile_names_are_followed_to_their_end(String name) throws IOException {
        String hostile = name.equals("LONG") ? "x".repeat(250) : name;
        request("POST /up", () -> write(hostile));
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileWritten.class))
                .singleElement()
                .satisfies(one -> assertThat(one.path()).endsWith(hostile));
    }

    @Test
    void paths_that_the_kernel_refuses_harm_nobody() throws IOException {
        String endless = folder + "/" + "y/".repeat(2_500) + "z";
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        request("POST /up", () -> {
            sensor.exit(FileHooks.STREAM, null, new Object(), endless, false);
            sensor.exit(FileHooks.STREAM, null, new Object(), folder + "/loop/a", false);
            sensor.exit(FileHooks.STREAM, null, new Object(), "", false);
            sensor.exit(FileHooks.STREAM, null, new Object(), null, false);
            sensor.exit(FileHooks.STREAM, null, null, "nul\0", false);
            sensor.thrown(FileHooks.READ, new FileNotFoundException("x"), new Object(), "nul\0", null);
        });
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileWritten.class)).isEmpty();
        assertThat(counted.get("file.write")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void paths_of_other_file_systems_are_left_alone() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path inside = zip.getPath("/a.csv");
            request("POST /up", () -> {
                sensor.thrown(FileHooks.CHANNEL, new NoSuchFileException("/a.csv"), inside, Set.of(), null);
                sensor.exit(FileHooks.CHANNEL, new Object(), inside, Set.of(StandardOpenOption.WRITE), null);
            });
        }
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(seen).isEmpty();
    }

    @Test
    void a_file_class_of_the_application_is_not_asked() throws IOException {
        File trap = new File("/srv/a") {
            private static final long serialVersionUID = 1;

            @Override
            public String getAbsolutePath() {
                throw new AssertionError("asked");
            }
        };
        request("POST /up", () -> {
            sensor.exit(FileHooks.RENAME, true, trap, trap, null);
            sensor.exit(FileHooks.DELETE, true, trap, null, null);
        });
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(seen).isEmpty();
    }

    @Test
    void unreadable_mounts_make_every_answer_a_guess() throws IOException {
        settings.put("environment.mountinfo", folder.resolve("none").toString());
        request("POST /up", () -> write("a.csv"));
        sensor.tick(System.currentTimeMillis(), true);

        assertThat(of(FileWritten.class)).singleElement().satisfies(one -> {
            assertThat(one.disk().proven()).isFalse();
            assertThat(one.disk().pathClass()).isEqualTo(PathClass.LOCAL_DISK);
        });
    }

    private void request(String route, Work work) throws IOException {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, route);
        try {
            work.run();
        } finally {
            surroundings.units().end();
        }
    }

    private void write(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "content");
        Object stream = new Object();
        sensor.exit(FileHooks.STREAM, null, stream, file.toString(), false);
        sensor.enter(FileHooks.CLOSE, stream, null, null);
    }

    private void read(String name) {
        Object stream = new Object();
        sensor.exit(FileHooks.READ, null, stream, folder.resolve(name).toString(), null);
        sensor.enter(FileHooks.CLOSE, stream, null, null);
    }

    private void miss(String name) {
        String path = folder.resolve(name).toString();
        sensor.thrown(FileHooks.CHANNEL, new NoSuchFileException(path), Path.of(path), Set.of(), null);
    }

    private <T> List<T> of(Class<T> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void mounts(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("mountinfo"), lines);
        settings.put("environment.mountinfo", file.toString());
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Observations nothing() {
        return new Observations() {
            @Override
            public void add(Observation one) {}

            @Override
            public void count(String sense, long more) {}
        };
    }
}
