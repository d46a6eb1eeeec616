package dev.seaworthy.sensor.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.HookTable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files and of class-path resources whose case is wrong. */
class WrongSpellingsTest {

    /** A resource of the tests that lies on the class path, and how else it may be spelled. */
    private static final String THERE = "schema/README.md";

    private static final String WRONG = "schema/README.MD";

    private static final String LAST = THERE.substring(THERE.indexOf('/') + 1);

    @TempDir
    Path folder;

    private final List<FileOpened> seen = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Observations observations = new Observations() {
        @Override
        public void add(Observation one) {
            if (one instanceof FileOpened opened) {
                seen.add(opened);
            }
        }

        @Override
        public void count(String sense, long more) {}
    };
    private final FileSensor sensor = new FileSensor(surroundings, observations, true, true, true);

    @Test
    void tells_of_a_resource_that_is_spelled_otherwise() {
        request(() -> miss(WRONG));
        end();

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.sibling()).isEqualTo(LAST);
            assertThat(one.path()).endsWith(WRONG);
            assertThat(one.outcome()).isEqualTo(Outcome.MISSING);
            assertThat(one.resource()).isNull();
            assertThat(Objects.requireNonNull(one.origin().site().place()).className())
                    .isEqualTo(WrongSpellingsTest.class.getName());
        });
    }

    @Test
    void says_nothing_of_what_is_nowhere_of_classes_and_of_names_that_no_loader_takes() {
        request(() -> {
            miss("no-such-resource.png");
            miss("dev/seaworthy/sensor/file/wrongSpellingsTest.class");
            miss("/" + WRONG);
        });
        end();

        assertThat(seen).isEmpty();
    }

    @Test
    void a_unit_that_finds_the_other_spelling_before_or_after_has_tried_both() {
        request(() -> {
            miss(WRONG);
            find(THERE);
        });
        request(() -> {
            find(THERE);
            miss(WRONG.replace("schema", "Schema"));
        });
        end();

        assertThat(seen).isEmpty();
    }

    @Test
    void another_unit_that_finds_it_excuses_nothing() {
        request(() -> find(THERE));
        request(() -> miss(WRONG));
        request(() -> find(THERE));
        end();

        assertThat(seen).extracting(FileOpened::sibling).containsExactly(LAST);
    }

    @Test
    void a_line_that_tries_one_spelling_after_the_other_in_several_units_is_no_mistake() {
        for (String name : new String[] {WRONG, THERE}) {
            request(() -> ask(name));
        }
        end();

        assertThat(seen).isEmpty();
    }

    @Test
    void a_name_that_the_client_chose_is_not_the_program_s() {
        RequestValues brought = visitor -> visitor.value("path", "path", "/static/" + WRONG);
        request(() -> {
            surroundings.units().open().bring(brought);
            miss(WRONG);
        });
        end();

        assertThat(seen).isEmpty();
    }

    /** A real bundle: the JDK asks the loader, for each locale in turn. */
    @Test
    void what_the_jdk_asks_for_is_not_the_program_s() {
        List<String> asked = new ArrayList<>();
        ClassLoader loader = new ClassLoader(null) {
            @Override
            public @Nullable URL getResource(String name) {
                asked.add(name);
                sensor.exit(FileHooks.LOOK_UP, null, this, WRONG, null);
                return null;
            }
        };
        request(() -> {
            try {
                ResourceBundle.getBundle("no.such.Bundle", Locale.GERMANY, loader);
            } catch (MissingResourceException none) {
                asked.add(none.getKey());
            }
        });
        end();

        assertThat(asked).contains("no/such/Bundle_de.properties");
        assertThat(seen).isEmpty();
        request(() -> loader.getResource("the program's own question"));
        end();
        assertThat(seen).hasSize(1);
    }

    /** Frameworks ask in vain for the same names over and over. */
    @Test
    void a_name_is_looked_at_a_few_times_and_then_costs_no_memory() {
        LookUps lookUps = new LookUps(surroundings, new Openings(surroundings, observations, null));
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        for (int i = 0; i < 1_000; i++) {
            lookUps.missed(loader, "no-such-resource");
            lookUps.found("some-resource");
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            lookUps.missed(loader, "no-such-resource");
            lookUps.found("some-resource");
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    /** A program may ask for names that it makes up, and each makes the agent's thread look at the disk. */
    @Test
    void follows_a_bounded_number_of_names() {
        Openings openings = new Openings(surroundings, observations, null);
        LookUps lookUps = new LookUps(surroundings, openings, 3);
        for (int i = 0; i < 1_000_000 && lookUps.asked() < 3; i++) {
            miss(lookUps, "no-such-resource-" + i);
        }
        assertThat(lookUps.asked()).isEqualTo(3);
        for (int i = 0; i < 10_000; i++) {
            miss(lookUps, WRONG);
        }
        assertThat(lookUps.asked()).isEqualTo(3);
        openings.tick(System.currentTimeMillis(), true);

        assertThat(seen).isEmpty();
    }

    @Test
    void looks_into_the_archive_of_the_class_that_asks_and_of_the_class_path() throws IOException {
        Path one = archive("one.jar", "img/logo.png", "img/both.png", "img/Both.png");
        Path other = archive("other.jar", "banner.png", "Code.class");
        ClassPath path = new ClassPath(new Lookout(), other.toString());
        String base = one.toUri().toString();

        assertThat(path.spelled(base, "Img/logo.PNG"))
                .isEqualTo(new ClassPath.Spelled(one + "!/Img/logo.PNG", "img/logo.png"));
        assertThat(path.spelled("jar:" + base + "!/", "img/Logo.png"))
                .isEqualTo(new ClassPath.Spelled(one + "!/img/Logo.png", "logo.png"));
        assertThat(path.spelled(base, "Banner.png"))
                .isEqualTo(new ClassPath.Spelled(other + "!/Banner.png", "banner.png"));
        assertThat(path.spelled(base, "img/BOTH.png")).isNull();
        assertThat(path.spelled(base, "img/logo.png")).isNull();
        assertThat(path.spelled(base, "code.class")).isNull();
        assertThat(path.spelled("", "Logo.png")).isNull();
    }

    @Test
    void looks_into_the_classes_of_an_executable_jar() throws IOException {
        Path jar = archive("boot.jar", "BOOT-INF/classes/logo.png", "loader.txt");
        ClassPath path = new ClassPath(new Lookout(), "");

        assertThat(path.spelled("jar:nested:" + jar + "/!BOOT-INF/classes/!/", "Logo.png"))
                .isEqualTo(new ClassPath.Spelled(jar + "!/Logo.png", "logo.png"));
        assertThat(path.spelled("jar:nested:" + jar + "/!BOOT-INF/classes/!/", "Loader.txt"))
                .isNull();
    }

    @Test
    void looks_into_the_directories_of_the_class_path_and_not_above_them() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.createFile(Files.createDirectories(classes.resolve("img")).resolve("logo.png"));
        ClassPath path = new ClassPath(new Lookout(), classes + File.pathSeparator + folder.resolve("Gone"));
        Files.createDirectories(folder.resolve("gone"));

        assertThat(path.spelled("", "Img/logo.png"))
                .isEqualTo(new ClassPath.Spelled(classes.resolve("Img/logo.png").toString(), "img/logo.png"));
        assertThat(path.spelled("", "a.png")).isNull();
    }

    @Test
    void archives_and_directories_with_too_many_entries_are_not_listed() throws IOException {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.createFile(full.resolve("logo.png"));
        String[] names = new String[10_001];
        for (int i = 0; i < 9_999; i++) {
            Files.createFile(full.resolve("f" + i));
        }
        for (int i = 0; i < names.length; i++) {
            names[i] = i == 0 ? "logo.png" : "f" + i;
        }
        Lookout lookout = new Lookout();
        String asked = full.resolve("Logo.png").toString();

        assertThat(lookout.sibling(asked)).isEqualTo("logo.png");
        Files.createFile(full.resolve("one-more"));
        assertThat(lookout.sibling(asked)).isNull();
        ClassPath path = new ClassPath(lookout, "");
        URI jar = archive("full.jar", names).toUri();
        assertThat(path.spelled(jar.toString(), "Logo.png")).isNull();
    }

    /** A link stands for the other spelling, as a file system has it that does not tell upper case from lower. */
    @Test
    void tells_of_files_that_only_this_file_system_finds() throws IOException {
        folder = folder.toRealPath();
        Path wrong = Files.createSymbolicLink(folder.resolve("Logo.PNG"), Files.createFile(folder.resolve("logo.png")));
        Path other = Files.createSymbolicLink(folder.resolve("other.png"), folder.resolve("logo.png"));
        Openings openings = new Openings(surroundings, observations, new Spellings());
        request(() -> {
            for (int i = 0; i < 3; i++) {
                openings.opened(wrong.toString(), false);
            }
            openings.opened(folder.resolve("logo.png").toString(), false);
            openings.opened(other.toString(), false);
        });
        openings.tick(System.currentTimeMillis(), true);

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.OPENED);
            assertThat(one.path()).isEqualTo(wrong.toString());
            assertThat(one.sibling()).isEqualTo("logo.png");
        });
    }

    @Test
    void a_file_system_that_tells_the_case_is_not_asked_again() throws IOException {
        Path wrong = Files.createSymbolicLink(folder.resolve("Logo.PNG"), Files.createFile(folder.resolve("logo.png")));
        Openings openings = new Openings(surroundings, observations, null);
        request(() -> openings.opened(wrong.toString(), false));
        openings.tick(System.currentTimeMillis(), true);

        assertThat(seen).isEmpty();
    }

    @Test
    void only_what_the_program_named_is_compared() {
        Path asked = Path.of("/home/Ann/Img/Logo.png");
        Path real = Path.of("/home/ann/img/logo.png");

        assertThat(Spellings.differing(asked, real, 1)).isEqualTo("logo.png");
        assertThat(Spellings.differing(asked, real, 2)).isEqualTo("img/logo.png");
        assertThat(Spellings.differing(Path.of("/a/Img/logo.png"), Path.of("/b/img/logo.png"), 2))
                .isEqualTo("img/logo.png");
        assertThat(Spellings.differing(Path.of("/A/logo.png"), Path.of("/a/logo.png"), 1))
                .isNull();
        assertThat(Spellings.differing(Path.of("/a/Logo.png"), Path.of("/a/x7.png"), 2))
                .isNull();
    }

    @Test
    void loaders_are_hooked_only_where_the_rule_is_on() {
        HookTable on = new HookTable();
        sensor.hooks(on);
        HookTable off = new HookTable();
        new FileSensor(surroundings, observations, true, true, false).hooks(off);

        assertThat(on.names()).contains("file.look-up");
        assertThat(on.owners(false)).contains("java/lang/ClassLoader");
        assertThat(off.owners()).doesNotContain("java/lang/ClassLoader");
    }

    private void request(Runnable work) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true, "GET /a");
        try {
            work.run();
        } finally {
            surroundings.units().end();
        }
    }

    private void end() {
        sensor.tick(System.currentTimeMillis(), true);
    }

    /** In the place of the loader's method. */
    private void miss(String name) {
        sensor.exit(FileHooks.LOOK_UP, null, ClassLoader.getSystemClassLoader(), name, null);
    }

    private static void miss(LookUps lookUps, String name) {
        lookUps.missed(null, name);
    }

    private void find(String name) {
        sensor.exit(FileHooks.LOOK_UP, this, ClassLoader.getSystemClassLoader(), name, null);
    }

    private void ask(String name) {
        Object url = name.equals(THERE) ? this : null;
        answer(url, name);
    }

    private void answer(@Nullable Object url, String name) {
        sensor.exit(FileHooks.LOOK_UP, url, ClassLoader.getSystemClassLoader(), name, null);
    }

    private Path archive(String file, String... names) throws IOException {
        Path jar = folder.resolve(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
            }
        }
        return jar;
    }
}
