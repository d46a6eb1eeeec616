package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingTest {

    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @Test
    void leaves_nothing_behind() throws IOException {
        Meeting meeting = Meeting.ask("attach", "log=off", null);
        Path place = place(meeting);
        assertThat(place.resolve("ask")).hasContent("attach\nlog=off");
        Files.writeString(place.resolve("answer.part"), "half");
        Files.writeString(place.resolve("answer"), "up 1\n");
        meeting.close();
        assertThat(place).doesNotExist();
    }

    @Test
    void deletes_nothing_where_a_link_has_taken_the_directory_s_place() throws Exception {
        replaced(null);
    }

    @Test
    void as_root_it_deletes_nothing_where_the_other_user_has_put_a_link() throws Exception {
        assumeTrue(isRoot() && Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs root and setpriv");
        replaced(NOBODY);
    }

    private void replaced(@Nullable Integer user) throws Exception {
        Path victim = Files.createDirectory(folder.resolve("victim"));
        Path precious = Files.writeString(victim.resolve("precious"), "x");
        Path ask = Files.writeString(victim.resolve("ask"), "x");
        Meeting meeting = Meeting.ask("detach", "", user);
        Path place = place(meeting);
        String moved = place + ".moved";
        as(user, "mv " + place + " " + moved + " && ln -s " + victim + " " + place + " && touch " + moved + "/theirs");

        meeting.close();

        assertThat(precious).exists();
        assertThat(ask).exists();
        // What we know of is gone, wherever the directory went; what is theirs is theirs.
        assertThat(Path.of(moved, "ask")).doesNotExist();
        assertThat(Path.of(moved, "theirs")).exists();
        as(user, "rm -r " + place + " " + moved);
    }

    @Test
    void an_answer_that_is_a_link_is_not_read() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "up s3cr3t\n");
        Path place = Files.createDirectory(folder.resolve("place"));
        HeldDirectory held = HeldDirectory.of(place);
        Files.createSymbolicLink(place.resolve("answer"), secret);
        assertThatThrownBy(() -> held.has("answer"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> held.lines("answer")).isInstanceOf(IOException.class);
        held.remove(List.of("answer"));
        assertThat(secret).exists();
        assertThat(place).doesNotExist();
    }

    private static Path place(Meeting meeting) {
        return Path.of(meeting.argument().substring("visit:".length()));
    }

    private static void as(@Nullable Integer user, String script) throws Exception {
        ProcessBuilder shell = user == null
                ? new ProcessBuilder("sh", "-c", script)
                : new ProcessBuilder("setpriv", "--reuid", user.toString(), "--clear-groups", "sh", "-c", script);
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
