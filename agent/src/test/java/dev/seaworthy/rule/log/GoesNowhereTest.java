package dev.seaworthy.rule.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventDropped;
import dev.seaworthy.observation.OutputsSet;
import dev.seaworthy.observation.OutputsSet.Kind;
import dev.seaworthy.observation.OutputsSet.Output;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoesNowhereTest {

    private static final Output CONSOLE =
            new Output("ConsoleAppender", Kind.CONSOLE, "", false, PathClass.PSEUDO, true);
    private static final Output SOCKET =
            new Output("SocketAppender", Kind.OTHER, "", false, PathClass.LOCAL_DISK, false);

    @TempDir
    Path folder;

    private final Noted noted = new Noted();

    private static Output file(boolean rolls, PathClass lies) {
        return new Output("FileAppender", Kind.FILE, "/app/logs/app.log", rolls, lies, true);
    }

    private GoesNowhere in(String environment, String mounts) throws IOException {
        Path file = Files.writeString(folder.resolve("mountinfo"), mounts);
        return new GoesNowhere(new Surroundings(key -> switch (key) {
            case "environment" -> environment;
            case "environment.mountinfo" -> file.toString();
            default -> null;
        }));
    }

    private void outputs(String environment, boolean builtIn, boolean used, Output... outputs) throws IOException {
        in(environment, "1 0 0:1 / / rw - overlay overlay rw\n")
                .inspect(
                        new OutputsSet(LogOrigins.request(""), "logback", "ERROR", builtIn, List.of(outputs), used),
                        noted);
    }

    private List<String> variants() {
        return noted.confirmed().stream().map(Found::variant).toList();
    }

    @Test
    void flags_slf4j_without_a_provider() throws IOException {
        Site site = LogOrigins.site("com.acme.Orders", 4, "org.slf4j.helpers.NOPLogger");
        in("container", "").inspect(new EventDropped(LogOrigins.at(Phase.REQUEST, "", site), "NOP"), noted);
        assertThat(variants()).containsExactly("no-provider");
    }

    @Test
    void flags_a_framework_that_nobody_has_configured() throws IOException {
        outputs("developer", true, true, CONSOLE);
        assertThat(variants()).containsExactly("no-provider");
        assertThat(noted.confirmed().get(0).message())
                .isEqualTo("Nobody has configured this framework, so it drops all events below ERROR");
    }

    @Test
    void flags_files_in_a_container() throws IOException {
        outputs("container", false, true, file(true, PathClass.EPHEMERAL), file(true, PathClass.EPHEMERAL));
        assertThat(variants()).containsExactly("file-only");
        assertThat(noted.confirmed().get(0).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void flags_a_file_that_only_grows() throws IOException {
        outputs("vm", false, true, CONSOLE, file(false, PathClass.LOCAL_DISK));
        assertThat(variants()).containsExactly("unrotated");
        assertThat(noted.confirmed().get(0).severity()).isEqualTo(Severity.LOW);
    }

    /** Another container of the pod may read it. */
    @Test
    void has_a_shared_empty_dir_as_info() throws IOException {
        String mount = "2 1 0:2 /pods/7/volumes/kubernetes.io~empty-dir/logs /app/logs rw - ext4 /dev/sda1 rw\n";
        in("container", "1 0 0:1 / / rw - overlay overlay rw\n" + mount)
                .inspect(
                        new OutputsSet(
                                LogOrigins.request(""),
                                "logback",
                                "INFO",
                                false,
                                List.of(file(true, PathClass.EPHEMERAL)),
                                true),
                        noted);
        assertThat(noted.confirmed().get(0).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void stays_silent_where_the_console_or_the_network_gets_it_too() throws IOException {
        outputs("container", false, true, file(true, PathClass.EPHEMERAL), CONSOLE);
        outputs("container", false, true, file(true, PathClass.EPHEMERAL), SOCKET);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_files_on_a_volume_or_outside_of_containers() throws IOException {
        outputs("container", false, true, file(true, PathClass.PERSISTENT_VOLUME));
        outputs("vm", false, true, file(true, PathClass.LOCAL_DISK));
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_where_the_application_does_not_log_by_it() throws IOException {
        outputs("container", true, false, CONSOLE);
        outputs("container", false, false, file(false, PathClass.EPHEMERAL));
        in("container", "")
                .inspect(
                        new EventDropped(
                                LogOrigins.at(
                                        Phase.REQUEST,
                                        "",
                                        LogOrigins.site(
                                                "com.acme.Orders", 4, "org.slf4j.helpers.NOPLogger", "net.lib.Client")),
                                "NOP"),
                        noted);
        assertThat(noted.found).isEmpty();
    }

    @Test
    void stays_silent_about_a_framework_without_appenders() throws IOException {
        outputs("container", false, true);
        assertThat(noted.found).isEmpty();
    }
}
