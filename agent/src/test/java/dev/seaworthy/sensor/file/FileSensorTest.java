package dev.seaworthy.sensor.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileReread;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.HandlesKept;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Rules;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.HookTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSensorTest {

    private static final Set<OpenOption> WRITING =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private final List<FileWritten> seen = new ArrayList<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private long counted;
    private final Surroundings surroundings = new Surroundings(settings::get);
    private final FileSensor sensor = new FileSensor(
            surroundings,
            new Observations() {
                @Override
                public void add(Observation one) {
                    if (one instanceof FileWritten written) {
                        seen.add(written);
                    }
                }

                @Override
                public void count(String sense, long more) {
                    counted += sense.equals("file.write") ? more : 0;
                }

                @Override
                public void dropped(String where, long more) {
                    dropped.merge(where, more, Long::sum);
                }
            },
            true,
            true,
            true);

    @BeforeEach
    void a_container() throws IOException {
        folder = folder.toRealPath();
        settings.put("environment", "container");
        mounts("27 1 0:55 / / rw - overlay overlay rw");
    }

    @Test
    void tells_what_an_upload_left_behind_after_its_waiting_time() throws IOException {
        Path file = folder.resolve("a.png");
        request(() -> stream(file, false));

        sensor.tick(100_000, false);
        sensor.tick(114_999, false);
        assertThat(seen).isEmpty();
        sensor.tick(115_000, false);

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(file.toString());
            assertThat(one.disk().pathClass()).isEqualTo(PathClass.EPHEMERAL);
            assertThat(one.disk().proven()).isTrue();
            assertThat(one.bytes()).isEqualTo(3);
            assertThat(one.way()).isEqualTo("opened");
            assertThat(one.origin().unit().upload()).isTrue();
            assertThat(Objects.requireNonNull(one.origin().site().place()).className())
                    .isEqualTo(FileSensorTest.class.getName());
        });
        sensor.tick(200_000, true);
        assertThat(seen).hasSize(1);
    }

    @Test
    void lines_that_write_into_one_directory_are_all_told() throws IOException {
        for (int i = 0; i < 9; i++) {
            Files.write(folder.resolve(i + ".png"), new byte[] {1, 2, 3});
        }
        for (int run = 0; run < 3; run++) {
            surroundings.units().begin(Unit.Kind.REQUEST, true, true);
            sensor.exit(
                    FileHooks.STREAM,
                    null,
                    new Object(),
                    folder.resolve(3 * run + ".png").toString(),
                    false);
            sensor.exit(
                    FileHooks.STREAM,
                    null,
                    new Object(),
                    folder.resolve(3 * run + 1 + ".png").toString(),
                    false);
            sensor.exit(
                    FileHooks.STREAM,
                    null,
                    new Object(),
                    folder.resolve(3 * run + 2 + ".png").toString(),
                    false);
            surroundings.units().end();
        }
        sensor.tick(1_000, true);

        assertThat(seen).hasSize(9);
        assertThat(seen.stream().map(one -> one.origin().site().place()).distinct())
                .hasSize(3)
                .doesNotContainNull();
    }

    @Test
    void waits_as_long_as_the_setting_says() throws IOException {
        settings.put("file.judge-after", "500ms");
        request(() -> stream(folder.resolve("a.png"), false));

        sensor.tick(1_000, false);
        sensor.tick(1_499, false);
        assertThat(seen).isEmpty();
        sensor.tick(1_500, false);
        assertThat(seen).hasSize(1);
    }

    @Test
    void does_not_judge_while_the_unit_of_work_goes_on() throws IOException {
        surroundings.units().begin(Unit.Kind.REQUEST, true, true);
        stream(folder.resolve("a.png"), false);
        sensor.tick(1_000, false);
        sensor.tick(100_000, false);

        assertThat(seen).isEmpty();
        surroundings.units().end();
        sensor.tick(101_000, false);
        sensor.tick(116_000, false);
        assertThat(seen).hasSize(1);
    }

    @Test
    void judges_at_once_at_exit() throws IOException {
        request(() -> stream(folder.resolve("a.png"), false));

        sensor.tick(1_000, true);

        assertThat(seen).hasSize(1);
    }

    @Test
    void follows_every_way_of_opening() throws IOException {
        request(() -> {
            stream(folder.resolve("stream"), false);
            write(folder.resolve("random"));
            sensor.exit(
                    FileHooks.RANDOM_ACCESS,
                    null,
                    new Object(),
                    folder.resolve("random").toString(),
                    2);
            write(folder.resolve("channel"));
            sensor.exit(FileHooks.CHANNEL, null, folder.resolve("channel"), WRITING, null);
            write(folder.resolve("copy"));
            sensor.exit(FileHooks.COPY, null, folder.resolve("channel"), folder.resolve("copy"), null);
            write(folder.resolve("link"));
            sensor.exit(FileHooks.LINK, null, folder.resolve("link"), null, null);
        });

        assertThat(judged()).containsExactlyInAnyOrder("stream", "random", "channel", "copy", "link");
    }

    @Test
    void passes_over_reading() throws IOException {
        Path file = write(folder.resolve("a.png"));
        request(() -> {
            sensor.exit(FileHooks.RANDOM_ACCESS, null, new Object(), file.toString(), 1);
            sensor.exit(FileHooks.READ, null, new Object(), file.toString(), null);
            sensor.exit(FileHooks.CHANNEL, null, file, Set.of(), null);
            sensor.exit(FileHooks.CHANNEL, null, file, Set.of(StandardOpenOption.READ), null);
        });

        assertThat(judged()).isEmpty();
    }

    @Test
    void passes_over_a_file_opened_for_writing_that_nobody_wrote() throws IOException {
        Path old = old(write(folder.resolve("store.db")), 60_000);
        request(() -> {
            sensor.exit(FileHooks.RANDOM_ACCESS, null, new Object(), old.toString(), 2);
            sensor.exit(FileHooks.CHANNEL, null, old, Set.of(StandardOpenOption.WRITE), null);
        });

        assertThat(judged()).isEmpty();
    }

    @Test
    void takes_what_no_unit_of_work_did_for_start_up_or_a_job() throws IOException {
        stream(folder.resolve("a.png"), false);
        surroundings.units().running();
        stream(folder.resolve("b.png"), false);

        assertThat(judged()).containsExactlyInAnyOrder("a.png", "b.png");
        assertThat(seen).extracting(one -> one.origin().phase()).containsExactlyInAnyOrder(Phase.STARTUP, Phase.JOB);
    }

    @Test
    void forgets_what_was_deleted() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        request(() -> {
            stream(one, false);
            stream(two, false);
            Files.delete(one);
            sensor.exit(FileHooks.DELETE, true, one.toFile(), null, null);
        });
        Files.delete(two); // unseen, as by another process

        assertThat(judged()).isEmpty();
        assertThat(counted).isEqualTo(2);
    }

    @Test
    void a_failed_deletion_changes_nothing() throws IOException {
        request(() -> {
            stream(folder.resolve("a.png"), false);
            sensor.exit(FileHooks.DELETE, false, folder.resolve("a.png").toFile(), null, null);
        });

        assertThat(judged()).containsExactly("a.png");
    }

    @Test
    void forgets_what_is_registered_for_deletion_at_exit() throws IOException {
        request(() -> {
            stream(folder.resolve("a.png"), false);
            sensor.exit(FileHooks.DELETE_AT_EXIT, null, folder.resolve("a.png").toString(), null, null);
            write(folder.resolve("b.png"));
            sensor.exit(
                    FileHooks.CHANNEL,
                    null,
                    folder.resolve("b.png"),
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE),
                    null);
        });

        assertThat(judged()).isEmpty();
    }

    @Test
    void follows_a_file_to_its_new_name() throws IOException {
        request(() -> {
            stream(folder.resolve("a.part"), false);
            rename("a.part", "a.png", FileHooks.RENAME);
            rename("a.png", "b.png", FileHooks.MOVE);
        });

        assertThat(judged()).containsExactly("b.png");
        assertThat(seen.get(0).way()).isEqualTo("renamed");
    }

    @Test
    void follows_a_file_that_is_moved_after_its_unit_of_work() throws IOException {
        request(() -> stream(folder.resolve("a.part"), false));
        rename("a.part", "a.png", FileHooks.MOVE);

        assertThat(judged()).containsExactly("a.png");
    }

    @Test
    void takes_a_rename_that_failed_for_none() throws IOException {
        request(() -> {
            stream(folder.resolve("a.part"), false);
            sensor.exit(
                    FileHooks.RENAME,
                    false,
                    folder.resolve("a.part").toFile(),
                    folder.resolve("x").toFile(),
                    null);
        });

        assertThat(judged()).containsExactly("a.part");
    }

    @Test
    void a_spooled_upload_under_a_chosen_name_is_no_temporary_file_any_more() throws IOException {
        request(() -> {
            write(folder.resolve("upload_1.tmp"));
            sensor.exit(FileHooks.TEMPORARY_FILE, folder.resolve("upload_1.tmp").toFile(), null, null, null);
            rename("upload_1.tmp", "a.png", FileHooks.RENAME);
        });

        assertThat(judged()).containsExactly("a.png");
        assertThat(seen.get(0).disk().pathClass()).isEqualTo(PathClass.EPHEMERAL);
    }

    @Test
    void an_old_file_that_is_moved_aside_is_no_upload() throws IOException {
        old(write(folder.resolve("current.dat")), 3_600_000);
        request(() -> rename("current.dat", "previous.dat", FileHooks.MOVE));

        assertThat(judged()).isEmpty();
    }

    @Test
    void knows_temporary_files_by_how_they_were_made() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("made"));
        sensor.exit(FileHooks.TEMPORARY_PATH, directory, true, null, null);
        request(() -> {
            stream(folder.resolve("t1"), false);
            sensor.exit(FileHooks.TEMPORARY_PATH, folder.resolve("t1"), false, null, null);
            sensor.exit(FileHooks.TEMPORARY_FILE, folder.resolve("t2").toFile(), null, null, null);
            stream(folder.resolve("t2"), false);
            stream(directory.resolve("chosen.png"), false);
            stream(folder.resolve("chosen.png"), false);
        });
        judged();

        assertThat(seen)
                .filteredOn(one -> one.disk().pathClass() == PathClass.TEMP)
                .hasSize(3);
        assertThat(seen)
                .filteredOn(one -> one.disk().pathClass() == PathClass.EPHEMERAL)
                .extracting(FileWritten::path)
                .containsExactly(folder.resolve("chosen.png").toString());
    }

    @Test
    void what_a_library_writes_later_is_the_work_of_who_asked_for_it() throws IOException {
        Path file = folder.resolve("a.csv");
        Path moved = folder.resolve("b.csv");
        request(
                () -> {
                    surroundings.handedFiles().add(file.toString());
                    surroundings.handedFiles().add(moved);
                },
                false);
        stream(file, false);
        stream(folder.resolve("c.csv"), false);
        rename("c.csv", "b.csv", FileHooks.MOVE);
        stream(folder.resolve("d.csv"), false);
        sensor.tick(1_000, true);

        assertThat(seen.stream().filter(one -> one.origin().unit().isRequest()).map(FileWritten::path))
                .containsExactlyInAnyOrder(file.toString(), moved.toString());
        assertThat(seen).hasSize(3);
    }

    @Test
    void says_that_a_file_was_appended_to() throws IOException {
        request(() -> {
            stream(folder.resolve("app.log"), true);
            write(folder.resolve("b.log"));
            sensor.exit(FileHooks.CHANNEL, null, folder.resolve("b.log"), Set.of(StandardOpenOption.APPEND), null);
        });
        judged();

        assertThat(seen).hasSize(2).allMatch(FileWritten::append);
    }

    @Test
    void resolves_links_before_it_judges_the_disk() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("nfs"));
        Files.createSymbolicLink(folder.resolve("uploads"), shared);
        mounts("27 1 0:55 / / rw - overlay overlay rw\n28 27 0:56 / " + shared + " rw - nfs4 nas:/x rw");
        request(() -> stream(folder.resolve("uploads/a.png"), false));
        judged();

        assertThat(seen)
                .singleElement()
                .satisfies(one -> assertThat(one.disk().pathClass()).isEqualTo(PathClass.SHARED));
    }

    @Test
    void does_not_touch_a_shared_file_system() throws IOException {
        mounts("28 27 0:56 / " + folder + " rw - nfs4 nas:/x rw");
        request(() -> stream(folder.resolve("a.png"), false));

        assertThat(judged()).isEmpty();
    }

    @Test
    void makes_relative_paths_absolute() throws IOException {
        Path file = Path.of("target/file-sensor-test/./x/../a.png");
        Files.createDirectories(Path.of("target/file-sensor-test"));
        request(() -> stream(file, false));
        judged();

        assertThat(seen)
                .singleElement()
                .satisfies(one -> assertThat(one.path())
                        .isEqualTo(file.toAbsolutePath().normalize().toString()));
    }

    @Test
    void an_upload_that_rewrites_one_name_over_and_over_is_still_judged() throws IOException {
        for (int now = 0; now <= 20_000; now += 1_000) {
            request(() -> stream(folder.resolve("avatar.png"), false));
            sensor.tick(now, false);
        }

        assertThat(seen).hasSize(1);
    }

    @Test
    void an_upload_counts_more_than_an_earlier_write_of_another_request() throws IOException {
        request(() -> {}, false);
        request(() -> stream(folder.resolve("a.png"), false), false);
        request(() -> stream(folder.resolve("a.png"), false));
        judged();

        assertThat(seen)
                .singleElement()
                .satisfies(one -> assertThat(one.origin().unit().upload()).isTrue());
    }

    @Test
    void sees_a_served_directory() throws IOException {
        Files.createDirectories(folder.resolve("site/WEB-INF"));
        Files.createDirectories(folder.resolve("site/uploads"));
        request(() -> {
            stream(folder.resolve("site/uploads/a.png"), false);
            stream(folder.resolve("site/WEB-INF/b.png"), false);
            stream(folder.resolve("c.png"), false);
        });
        judged();

        assertThat(seen)
                .filteredOn(one -> one.disk().ground() == Disk.Ground.SERVED)
                .extracting(FileWritten::path)
                .containsExactly(folder.resolve("site/uploads/a.png").toString());
    }

    @Test
    void a_million_paths_stay_bounded() {
        Ledger ledger = ledger();
        surroundings.units().begin(Unit.Kind.REQUEST, true, true);
        Written written = new Written(surroundings.here(), "opened", false, false, 0, new Times(Unit.NONE), null, null);
        for (int i = 0; i < 1_000_000; i++) {
            ledger.put("/srv/" + i, written);
            if (i % 2 == 0) {
                ledger.temporaries().addDirectory("/tmp/" + i);
            } else {
                ledger.temporaries().add("/tmp/" + i);
            }
            ledger.temporaries().deletedAtExit("/tmp/" + i, false);
        }
        surroundings.units().end();

        assertThat(ledger.pending().size()).isEqualTo(10_000);
        assertThat(dropped).containsEntry("file.written", 990_000L);
        assertThat(dropped).containsEntry("file.temporary", 2_000_000L - 3 * 8_192);
        assertThat(ledger.temporaries().holds("/tmp/1")).isFalse();
        assertThat(ledger.temporaries().holds("/tmp/999999")).isTrue();
    }

    @Test
    void what_is_beyond_the_limit_is_counted() throws IOException {
        for (int i = 0; i < 10_003; i++) {
            sensor.exit(FileHooks.TEMPORARY_FILE, new File("/tmp/" + i), null, null, null);
        }
        sensor.tick(100_000, false);

        assertThat(dropped).containsEntry("file.temporary", 10_003L - 8_192);
    }

    @Test
    void files_beyond_the_limit_are_counted() {
        Ledger ledger = ledger();
        Origin origin = new Origin(0, Phase.REQUEST, Unit.NONE, Site.UNKNOWN, 1);
        for (int i = 0; i < 10_003; i++) {
            ledger.put("/srv/" + i, new Written(origin, "opened", false, false, 0, new Times(Unit.NONE), null, null));
        }

        assertThat(dropped).containsEntry("file.written", 3L);
    }

    @Test
    void hooks_classes_that_every_jdk_has() throws ClassNotFoundException {
        HookTable table = new HookTable();
        sensor.hooks(table);

        assertThat(table.size()).isPositive();
        for (int i = 0; i < table.size(); i++) {
            if (table.get(i).owner().startsWith("org/") || table.get(i).owner().contains("Windows")) {
                continue; // only some have them
            }
            assertThat(Class.forName(table.get(i).owner().replace('/', '.'), false, null))
                    .isNotNull();
        }
    }

    @Test
    void nothing_that_reads_is_hooked_unless_a_rule_needs_it() {
        Observations nobody = new Observations() {
            @Override
            public void add(Observation one) {}

            @Override
            public void count(String sense, long more) {}
        };
        HookTable all = new HookTable();
        sensor.hooks(all);
        HookTable writing = new HookTable();
        new FileSensor(surroundings, nobody, false, true, true).hooks(writing);
        HookTable paths = new HookTable();
        new FileSensor(surroundings, nobody, false, false, false).hooks(paths);

        assertThat(all.names()).contains("file.read", "file.close", "file.zip", "file.directory");
        assertThat(all.owners()).contains("java/io/FileInputStream", "java/util/zip/ZipFile");
        assertThat(writing.names()).contains("file.open", "file.channel", "file.close");
        assertThat(writing.owners()).contains("java/io/FileOutputStream").doesNotContain("java/io/FileInputStream");
        assertThat(paths.names())
                .contains("file.open", "file.channel", "file.move")
                .doesNotContain("file.close");
    }

    /** The sensor knows by heart which rules need what, since no rule's class may be loaded before main. */
    @Test
    void knows_the_rules_that_need_what_is_read_and_what_is_open() {
        Set<String> reading = new TreeSet<>();
        for (Rule<?> rule : Rules.all(surroundings)) {
            RuleSpec spec = rule.getClass().getAnnotation(RuleSpec.class);
            List<Class<?>> needs = List.of(spec.needs());
            boolean opened = needs.contains(FileOpened.class) && !needs.contains(FileWritten.class);
            if (opened || needs.contains(FileReread.class) || needs.contains(HandlesKept.class)) {
                reading.add(spec.id());
            }
            if (spec.id().startsWith("file/")) {
                assertThat(spec.onByDefault()).as(spec.id()).isTrue();
            }
        }

        assertThat(FileSensor.READING).containsExactlyElementsOf(reading);
        assertThat(FileSensor.HOLDING).contains("file/handle-leak");
    }

    private Ledger ledger() {
        Observations counting = new Observations() {
            @Override
            public void add(Observation one) {}

            @Override
            public void count(String sense, long more) {
                counted += more;
            }

            @Override
            public void dropped(String where, long more) {
                dropped.merge(where, more, Long::sum);
            }
        };
        return new Ledger(counting, new Temporaries(surroundings, counting));
    }

    private interface Work {
        void run() throws IOException;
    }

    private void request(Work work) throws IOException {
        request(work, true);
    }

    private void request(Work work, boolean upload) throws IOException {
        surroundings.units().begin(Unit.Kind.REQUEST, upload, true);
        try {
            work.run();
        } finally {
            surroundings.units().end();
        }
    }

    /** Writes a file as {@code new FileOutputStream(file, append)} does, and hands over what its hook gives. */
    private void stream(Path file, boolean append) throws IOException {
        write(file.toAbsolutePath().normalize());
        sensor.exit(FileHooks.STREAM, null, new Object(), file.toString(), append);
    }

    private void rename(String from, String to, int op) throws IOException {
        Path source = folder.resolve(from);
        Path target = folder.resolve(to);
        Files.move(source, target);
        if (op == FileHooks.RENAME) {
            sensor.exit(op, true, source.toFile(), target.toFile(), null);
        } else {
            sensor.exit(op, null, source, target, null);
        }
    }

    private List<String> judged() {
        sensor.tick(System.currentTimeMillis(), true);
        return seen.stream()
                .map(one -> folder.relativize(Path.of(one.path())).toString())
                .toList();
    }

    private void mounts(String lines) throws IOException {
        Path file = folder.resolve("mountinfo");
        Files.writeString(file, lines);
        settings.put("environment.mountinfo", file.toString());
    }

    private static Path write(Path file) throws IOException {
        return Files.writeString(file, "png");
    }

    private static Path old(Path file, long age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - age));
    }
}
