package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WrongCaseTest {

    private static final String OPEN = "java.io.FileInputStream.open";

    private final WrongCase rule = new WrongCase();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;

    @Test
    void flags_a_file_that_is_spelled_otherwise() {
        inspect("/srv/img/Logo.PNG", "logo.png", OPEN, "javax.imageio.ImageIO.read");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.target()).isEqualTo("/srv/img");
            assertThat(one.message()).startsWith("The file Logo.PNG was not found: it is named logo.png");
            assertThat(one.fix()).endsWith("it is logo.png.");
        });
    }

    @Test
    void flags_a_directory_that_is_spelled_otherwise() {
        inspect("/srv/Img/logo.png", "img/logo.png", OPEN);

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("Img/logo.png"));
    }

    @Test
    void stays_silent_about_a_file_that_does_not_exist_at_all() {
        inspect("/srv/img/other.png", null, OPEN);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_a_framework_that_probes() {
        inspect("/srv/Messages_DE.properties", "messages_de.properties", OPEN, "org.acme.i18n.Bundles.probe");

        assertThat(found).isEmpty();
    }

    @Test
    void what_this_file_system_finds_weighs_less() {
        inspect(Outcome.OPENED, "/srv/img/Logo.PNG", "logo.png", OPEN);
        inspect("/app/app.jar!/img/Logo.PNG", "img/logo.png", "java.lang.ClassLoader.getResource");

        assertThat(found).extracting(Found::severity).containsExactly(Severity.MEDIUM, Severity.BLOCKER);
        assertThat(found.get(0).message())
                .isEqualTo("The file logo.png was opened as Logo.PNG, which will not be found on Linux");
    }

    private void inspect(String path, @Nullable String sibling, String... frames) {
        inspect(Outcome.MISSING, path, sibling, frames);
    }

    private void inspect(Outcome outcome, String path, @Nullable String sibling, String... frames) {
        rule.inspect(
                new FileOpened(
                        Seen.request(7, "GET /logo", Seen.site(frames)),
                        path,
                        false,
                        false,
                        outcome,
                        null,
                        null,
                        null,
                        sibling),
                noted);
    }
}
