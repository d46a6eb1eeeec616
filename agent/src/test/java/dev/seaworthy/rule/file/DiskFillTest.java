package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.FilesKept;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StoreFilled;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFillTest {

    private static final String LOG = "ch.qos.logback.core.FileAppender.openFile,ch.qos.logback.classic.Logger.info";

    private final DiskFill rule = new DiskFill();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;
    private Site site = Seen.site(Seen.OPEN);

    @Test
    void flags_temporary_files_that_nobody_deletes() {
        kept(FilesKept.Kind.UNDELETED, Phase.REQUEST);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("temp-not-deleted");
            assertThat(one.message()).isEqualTo("25 temporary files were made and not deleted");
            assertThat(one.evidence()).containsEntry("oldest-minutes", 11L);
        });
    }

    @Test
    void flags_files_that_are_registered_for_deletion_at_exit() {
        kept(FilesKept.Kind.UNTIL_EXIT, Phase.REQUEST);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("delete-on-exit");
            assertThat(one.message()).startsWith("25 files are registered");
        });
    }

    @Test
    void flags_a_file_that_grows() {
        append(0, 1_000_000, 3);
        append(20_000, 2_500_000, 9);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("growth");
            assertThat(one.message())
                    .isEqualTo("A file that is never truncated or renamed grows by 270 MB per hour: 1500 kB in 20 s");
        });
    }

    @Test
    void flags_a_disk_with_little_space_left_and_a_full_one() {
        rule.inspect(new StoreFilled(request(0), "/data", 400_000_000L, 10_000_000_000L, false), noted);
        rule.inspect(new StoreFilled(request(0), "/data", 0, 0, true), noted);

        assertThat(found).extracting(Found::severity).containsExactly(Severity.MEDIUM, Severity.BLOCKER);
        assertThat(found).extracting(Found::variant).containsOnly("headroom");
        assertThat(found.get(0).message())
                .isEqualTo("400 MB of 10000 MB are left on a disk that the application writes to");
    }

    @Test
    void stays_silent_about_temporary_files_of_startup() {
        kept(FilesKept.Kind.UNDELETED, Phase.STARTUP);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_a_file_that_is_rotated() {
        append(0, 1_000_000, 9);
        append(20_000, 10_000, 9);
        append(40_000, 1_000_000, 9);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_a_file_that_grows_slowly_or_that_few_units_write() {
        append(0, 1_000_000, 9);
        append(600_000, 3_000_000, 9);
        assertThat(found).isEmpty();

        DiskFill other = new DiskFill();
        other.inspect(appended(0, 1_000_000, 1), noted);
        other.inspect(appended(20_000, 90_000_000, 1), noted);
        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_log_files_of_logging_libraries() {
        site = Seen.site((Seen.OPEN + "," + LOG).split(","));
        append(0, 1_000_000, 9);
        append(20_000, 90_000_000, 9);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_a_disk_that_only_a_library_fills() {
        site = Seen.site((Seen.OPEN + "," + LOG).split(","));
        rule.inspect(new StoreFilled(request(0), "/data", 0, 0, true), noted);

        assertThat(found).isEmpty();
    }

    private void kept(FilesKept.Kind kind, Phase phase) {
        rule.inspect(new FilesKept(Seen.in(phase, site), kind, "/tmp", 25, 660_000), noted);
    }

    private void append(long millis, long bytes, int units) {
        rule.inspect(appended(millis, bytes, units), noted);
    }

    private FileWritten appended(long millis, long bytes, int units) {
        return new FileWritten(
                request(millis),
                "/srv/audit.txt",
                false,
                Seen.disk(PathClass.EPHEMERAL),
                bytes,
                "opened",
                true,
                units,
                null);
    }

    private Origin request(long millis) {
        return new Origin(millis, Phase.REQUEST, new Unit(7, Unit.Kind.REQUEST, false), site, 1);
    }
}
