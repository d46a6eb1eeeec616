package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.Upload;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilenameInPathTest {

    private static final Place APPLICATION = new Place("com.acme.Avatars", "doPost", "Avatars.java", 31);
    private static final Place OPEN = new Place("java.io.FileOutputStream", "<init>", null, 0);

    private final ClientFilenameInPath rule = new ClientFilenameInPath();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;

    private PathClass disk = PathClass.EPHEMERAL;
    private String matches = "name of a part";
    private List<Place> between = List.of(OPEN);

    @Test
    void flags_two_names_that_clients_gave() {
        see("/srv/uploads/cat.png", "cat.png");
        assertThat(found).isEmpty();
        see("/srv/uploads/dog.png", "dog.png");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.severity()).isEqualTo(Severity.HIGH);
            assertThat(one.target()).isEqualTo("/srv/uploads");
            assertThat(one.message()).isEqualTo("2 uploads were stored under the clients' own file names");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"my cat.png", "Übersicht.pdf", "scan(1).pdf", "a\nb.png", "it's.png"})
    void flags_one_name_that_no_programmer_would_have_chosen(String name) {
        see("/srv/uploads/" + name, name);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.message()).isEqualTo("1 upload was stored under the client's own file name");
            assertThat(one.message() + one.target() + one.evidence()).doesNotContain(name);
        });
    }

    @Test
    void flags_a_name_that_led_out_of_the_directory() {
        matches = Upload.LEAVES;
        see("/srv/etc/passwd", "passwd");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(Severity.HIGH);
            assertThat(one.message()).contains("outside the chosen directory");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"8b1c6a1e-7d1f-4c6e-9a55-0f6f6a1d2c3b", "4f1c9b2aa0d1e3f4", "01J9Z3K8Q2W7"})
    void flags_a_directory_for_each_upload_more_mildly(String own) {
        see("/srv/uploads/" + own + "/my cat.png", "my cat.png");

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void flags_a_directory_for_each_day_like_any_other() {
        see("/srv/uploads/2026/11/30/my cat.png", "my cat.png");

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void stays_silent_about_a_constant_that_a_client_s_name_equals() {
        see("/srv/uploads/7/avatar.png", "avatar.png");
        see("/srv/uploads/8/avatar.png", "avatar.png");
        see("/srv/uploads/9/avatar.png", null);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_generated_names() {
        see("/srv/uploads/8b1c6a1e-7d1f-4c6e-9a55-0f6f6a1d2c3b.png", null);
        see("/srv/uploads/9b1c6a1e-7d1f-4c6e-9a55-0f6f6a1d2c3b.png", null);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_temporary_files() {
        disk = PathClass.TEMP;
        see("/tmp/upload123/my cat.png", "my cat.png");

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_when_a_library_chose_the_name() {
        between = List.of(OPEN, new Place("org.acme.Cache", "refresh", null, 0));
        see("/srv/uploads/my cat.png", "my cat.png");

        assertThat(found).isEmpty();
    }

    @Test
    void bounds_the_places_that_it_remembers() {
        for (int i = 0; i < 1_001; i++) {
            see("/srv/d" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "x/cat.png", "cat.png");
        }

        assertThat(noted.dropped).isEqualTo(1);
    }

    private void see(String path, @Nullable String submitted) {
        List<Place> stack = new java.util.ArrayList<>(between);
        stack.add(APPLICATION);
        Site site = new Site(APPLICATION, false, List.copyOf(stack));
        Origin origin = new Origin(1_000, Phase.REQUEST, new Unit(7, Unit.Kind.REQUEST, true), site, 1);
        Upload upload = new Upload(1, submitted == null ? "size of a part" : matches, submitted);
        Disk lies = new Disk(disk, true, Disk.Ground.ELSEWHERE);
        rule.inspect(new FileWritten(origin, path, false, lies, 100, "opened", false, 1, upload), noted);
    }
}
