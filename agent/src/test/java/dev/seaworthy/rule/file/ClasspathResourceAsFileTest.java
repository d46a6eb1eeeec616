package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClasspathResourceAsFileTest {

    private static final String OPEN = "java.io.FileInputStream.open";

    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;

    @Test
    void flags_an_entry_of_a_jar_at_the_first() {
        in("container", seen("file:/app/app.jar!/a.json", Outcome.MISSING, "a.json", OPEN));

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.severity()).isEqualTo(Severity.BLOCKER);
            assertThat(one.target()).isEqualTo("a.json");
        });
    }

    @Test
    void flags_what_spring_could_not_turn_into_a_file() {
        in(
                "container",
                seen(
                        "jar:nested:/app/app.jar/!BOOT-INF/classes/!/a.json",
                        Outcome.MISSING,
                        "a.json",
                        "org.springframework.util.ResourceUtils.getFile",
                        "org.springframework.core.io.AbstractFileResolvingResource.getFile"));

        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm", "developer"})
    void flags_a_resource_opened_from_a_class_directory(String environment) {
        in(environment, seen("/shop/target/classes/a.json", Outcome.OPENED, "a.json", OPEN));

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(Severity.HIGH);
            assertThat(one.message()).contains("does not exist once the application is packed");
        });
    }

    @Test
    void flags_a_container_s_class_directory_as_a_note() {
        in("container", seen("/app/classes/a.json", Outcome.OPENED, "a.json", OPEN));

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.INFO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.FileInputStream.open,sun.net.www.protocol.file.FileURLConnection.connect,java.lang.Class.getResourceAsStream",
                "java.io.FileInputStream.open,java.net.URL.openStream",
                "java.io.FileInputStream.open,jdk.internal.loader.URLClassPath$FileLoader.getResource,java.lang.ClassLoader.getResource",
            })
    void stays_silent_when_a_class_loader_reads(String frames) {
        in("vm", seen("/shop/target/classes/a.json", Outcome.OPENED, "a.json", frames.split(",")));

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_when_a_template_engine_or_a_watcher_reads_its_directory() {
        in("vm", seen("/shop/target/classes/t/a.html", Outcome.OPENED, "t/a.html", OPEN, "org.acme.Templates.resolve"));
        in("vm", seen("/shop/target/classes/t/a.html", Outcome.OPENED, "t/a.html", OPEN, "org.acme.Watcher.scan"));

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_ordinary_files() {
        in("vm", seen("/srv/a.json", Outcome.OPENED, null, OPEN));

        assertThat(found).isEmpty();
    }

    private static FileOpened seen(String path, Outcome outcome, @Nullable String resource, String... frames) {
        Site site = Seen.site(frames);
        return new FileOpened(Seen.request(7, "GET /a", site), path, false, false, outcome, null, null, resource, null);
    }

    private void in(String environment, FileOpened seen) {
        new ClasspathResourceAsFile(new Surroundings(Map.of("environment", environment)::get)).inspect(seen, noted);
    }
}
