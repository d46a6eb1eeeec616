package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    private static final int NOBODY = 65_534;

    @TempDir
    Path directory;

    @Test
    void a_link_at_a_name_that_can_be_guessed_is_not_followed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        long pid = ProcessHandle.current().pid();
        Files.createSymbolicLink(directory.resolve(".r.json." + pid + ".tmp"), victim);

        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            replace("r.json", "report", names);
        }

        assertThat(victim).hasContent("mine");
        assertThat(directory.resolve("r.json")).hasContent("report");
        names.remove(".r.json." + pid + ".tmp");
        // Each time another one, so that two processes with the number 1 on one volume never meet.
        assertThat(names).hasSize(2).allMatch(name -> name.matches("\\.r\\.json\\.[0-9a-f]{16}\\.tmp"));
        assertThat(listed()).containsExactlyInAnyOrder("victim", "r.json", ".r.json." + pid + ".tmp");
    }

    @Test
    void keeps_the_permissions_of_the_file_that_it_replaces_from_the_first_byte_on() throws IOException {
        for (String permissions : List.of("rw-------", "rw-rw-rw-", "r--r-----")) {
            Path file = Files.writeString(directory.resolve("r.json"), "old");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            List<String> during = new ArrayList<>();
            ReportFile.replace(file.toString(), out -> {
                out.write("new");
                for (String name : listed()) {
                    during.add(permissions(directory.resolve(name)));
                }
            });
            assertThat(during).hasSize(2).containsOnly(permissions);
            assertThat(permissions(file)).isEqualTo(permissions);
            assertThat(file).hasContent("new");
            Files.delete(file);
        }
    }

    @Test
    void what_killed_processes_left_goes_and_what_is_being_written_stays() throws IOException {
        Path old = Files.writeString(directory.resolve(".r.json.0123456789abcdef.tmp"), "x");
        Path older = Files.writeString(directory.resolve(".r.json.1.tmp"), "x");
        Path others = Files.writeString(directory.resolve(".s.json.0123456789abcdef.tmp"), "x");
        Path foreign = Files.writeString(directory.resolve(".r.json.backup.tmp"), "x");
        for (Path path : List.of(old, older, others, foreign)) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3_600)));
        }
        Path written = Files.writeString(directory.resolve(".r.json.fedcba9876543210.tmp"), "x");

        replace("r.json", "report", new TreeSet<>());

        assertThat(old).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(List.of(others, foreign, written)).allMatch(Files::exists);
    }

    @Test
    void what_was_left_empty_goes_after_a_minute() throws IOException {
        Path minutes = Files.createFile(directory.resolve(".r.json.0123456789abcdef.tmp"));
        Files.setLastModifiedTime(minutes, FileTime.from(Instant.now().minusSeconds(90)));
        Path full = Files.writeString(directory.resolve(".r.json.0123456789abcde0.tmp"), "x");
        Files.setLastModifiedTime(full, FileTime.from(Instant.now().minusSeconds(90)));
        Path seconds = Files.createFile(directory.resolve(".r.json.fedcba9876543210.tmp"));

        replace("r.json", "report", new TreeSet<>());

        assertThat(minutes).doesNotExist();
        assertThat(List.of(full, seconds)).allMatch(Files::exists);
    }

    @Test
    void says_which_file_a_temporary_one_was_to_replace() {
        assertThat(ReportFile.leftFor(".r.json.0123456789abcdef.tmp")).isEqualTo("r.json");
        assertThat(ReportFile.leftFor(".r.7.json.12.tmp")).isEqualTo("r.7.json");
        for (String other : List.of(
                "r.json",
                ".r.json.tmp",
                ".r.json.backup.tmp",
                "r.json.12.tmp",
                ".12.tmp",
                "..12.tmp",
                ".r..tmp",
                ".tmp")) {
            assertThat(ReportFile.leftFor(other)).as(other).isNull();
        }
    }

    @Test
    void a_name_of_the_greatest_length_has_room_for_its_temporary_file() throws IOException {
        String name = "r".repeat(250) + ".json";
        replace(name, "report", new TreeSet<>());
        assertThat(listed()).containsExactly(name);
    }

    @Test
    void a_link_of_the_same_user_stays_a_link() throws IOException {
        Path target = Files.writeString(directory.resolve("target.json"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("r.json"), target);
        replace("r.json", "report", new TreeSet<>());
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("report");
    }

    @Test
    void a_link_that_another_user_put_into_a_directory_of_everybody_is_refused() throws IOException {
        Path everybodys = directory.resolve("everybodys");
        Files.createDirectory(everybodys);
        Files.setPosixFilePermissions(everybodys, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(everybodys.resolve("r.json"), victim);
        Path folder = Files.createSymbolicLink(everybodys.resolve("reports"), elsewhere);
        assumeTrue(given(link) && given(folder), "only root can give a link away");

        for (String name : List.of("r.json", "reports/r.json")) {
            String path = everybodys.resolve(name).toString();
            assertThatThrownBy(() -> ReportFile.replace(path, out -> out.write("report")))
                    .as(name)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another user's link");
            assertThat(LogOutput.file(path)).as(name).isNull();
        }
        assertThat(victim).hasContent("mine");
        assertThat(elsewhere).isEmptyDirectory();
    }

    private static boolean given(Path link) {
        try {
            Files.setAttribute(link, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (IOException | UnsupportedOperationException notRoot) {
            return false;
        }
    }

    private void replace(String name, String text, Set<String> names) throws IOException {
        ReportFile.replace(directory.resolve(name).toString(), out -> {
            listed().stream().filter(other -> other.endsWith(".tmp")).forEach(names::add);
            out.write(text);
        });
    }

    private List<String> listed() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
