package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeveloperPathTest {

    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;

    @ParameterizedTest
    @CsvSource({
        "/Users/ann/cert.p12, /Users/ann, /Users/ann, home directory",
        "/home/ann/cert.p12, /home/ann, /home/ann, home directory",
        "'C:\\Users\\ann\\cert.p12', 'C:\\Users\\ann', 'C:\\Users\\ann', drive letter",
        "~/cert.p12, ~, ~, tilde",
        "src/main/resources/a.csv, src/main, src/main/resources, source tree",
    })
    void flags_a_path_of_another_machine_at_the_first(String path, String machine, String target, String words) {
        in("container", Seen.opened(path, Outcome.MISSING, machine, null));

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.target()).isEqualTo(target);
            assertThat(one.site().place()).isEqualTo(Seen.APPLICATION);
            assertThat(one.message()).startsWith("A file could not be opened ").contains(words);
        });
    }

    @Test
    void flags_a_colleague_s_home_directory_on_a_developer_s_machine() {
        in("developer", Seen.opened("/home/bob/orders.csv", Outcome.OPENED, "/home/bob", null));

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.message()).startsWith("A file was opened"));
    }

    @Test
    void flags_what_the_configuration_names_as_a_note_that_says_where() {
        in("developer", Seen.opened("/Users/ann/cert.p12", Outcome.OPENED, "/Users/ann", "CERTIFICATE"));

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(Severity.INFO);
            assertThat(one.fix()).contains("CERTIFICATE");
        });
    }

    @Test
    void stays_silent_about_a_home_directory_that_is_there_in_production() {
        in("container", Seen.opened("/home/jboss/conf.xml", Outcome.OPENED, "/home/jboss", null));
        in("vm", Seen.opened("/home/deploy/conf.xml", Outcome.OPENED, "/home/deploy", null));

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_an_ordinary_path() {
        in("container", Seen.opened("/srv/orders.csv", Outcome.MISSING, null, null));

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_sources_that_a_tool_reads() {
        FileOpened seen = Seen.opened("src/main/java/A.java", Outcome.OPENED, "src/main", null);
        in("developer", at(seen, "java.io.FileInputStream.open", "org.acme.devtools.Watcher.scan"));

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_without_a_frame_of_the_application() {
        FileOpened seen = Seen.opened("/Users/ann/.m2/settings.xml", Outcome.OPENED, "/Users/ann", null);
        Surroundings surroundings = new Surroundings(Map.of("environment", "developer")::get);
        new DeveloperPath(surroundings)
                .inspect(
                        new FileOpened(
                                seen.origin().at(Seen.site((Place) null, "java.io.FileInputStream.open")),
                                seen.path(),
                                false,
                                false,
                                seen.outcome(),
                                seen.machine(),
                                null,
                                null,
                                null),
                        noted);

        assertThat(found).isEmpty();
    }

    private static FileOpened at(FileOpened seen, String... frames) {
        return new FileOpened(
                seen.origin().at(Seen.site(frames)),
                seen.path(),
                seen.relative(),
                seen.writing(),
                seen.outcome(),
                seen.machine(),
                seen.source(),
                null,
                null);
    }

    private void in(String environment, FileOpened seen) {
        new DeveloperPath(new Surroundings(Map.of("environment", environment)::get)).inspect(seen, noted);
    }
}
