package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.HandlesKept;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandleLeakTest {

    private final HandleLeak rule = new HandleLeak();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;
    private final Site site = Seen.site("java.io.FileInputStream.open");

    @Test
    void flags_directory_streams_that_were_collected_while_open() {
        inspect(request(), HandlesKept.Kind.DIRECTORY, 60, 0, 60, 0);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.target()).isEqualTo("directory streams");
            assertThat(one.message()).isEqualTo("60 were garbage-collected while open");
            assertThat(one.occurrences()).isEqualTo(60);
        });
    }

    @Test
    void flags_files_that_stay_open_long_after_their_unit_of_work() {
        inspect(request(), HandlesKept.Kind.FILE, 0, 55, 60, 1_024);

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .isEqualTo("55 were never closed, and have been open for 5 minutes or longer after their unit"
                                + " of work; the process may have 1024 open"));
    }

    @Test
    void flags_a_process_that_has_nearly_used_up_its_descriptors() {
        rule.inspect(
                new HandlesKept(Seen.in(Phase.JOB, Site.UNKNOWN), HandlesKept.Kind.DESCRIPTORS, 0, 0, 0, 900, 1_024),
                noted);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("descriptors");
            assertThat(one.site()).isSameAs(Site.UNKNOWN);
            assertThat(one.message()).isEqualTo("900 of 1024 file descriptors are in use");
        });
    }

    @Test
    void stays_silent_about_files_that_startup_keeps_open() {
        inspect(Seen.in(Phase.STARTUP, site), HandlesKept.Kind.FILE, 0, 80, 80, 0);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_a_cache_that_closes_what_it_drops() {
        inspect(request(), HandlesKept.Kind.FILE, 0, 100, 900, 0);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_files_that_a_library_keeps_open() {
        Site library = Seen.site(
                "java.io.RandomAccessFile.open", "org.acme.store.Segments.acquire", "org.acme.store.Store.put");
        inspect(Seen.request(7, "POST /orders", library), HandlesKept.Kind.FILE, 0, 100, 100, 0);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_below_fifty_and_without_a_frame_of_the_application() {
        inspect(request(), HandlesKept.Kind.FILE, 49, 0, 100, 0);
        Origin nobody = Seen.request(7, "", Seen.site((Place) null, "java.io.FileInputStream.open"));
        inspect(nobody, HandlesKept.Kind.FILE, 60, 0, 100, 0);

        assertThat(found).isEmpty();
    }

    private Origin request() {
        return Seen.request(7, "GET /files", site);
    }

    private void inspect(Origin origin, HandlesKept.Kind kind, long collected, int open, long opened, long limit) {
        rule.inspect(new HandlesKept(origin, kind, collected, open, opened, 100, limit), noted);
    }
}
