package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingReportTest {

    @TempDir
    Path directory;

    private final String pid = Long.toString(ProcessHandle.current().pid());

    @Test
    void a_report_that_is_not_written_yet_has_an_empty_temporary_file() throws IOException {
        PendingReport pending =
                new PendingReport(directory.resolve("new/r-%p.json").toString());
        pending.begin();
        pending.begin();

        assertThat(listed("new")).singleElement().satisfies(name -> {
            assertThat(name).matches("\\.r-" + pid + "\\.json\\.[0-9a-f]{16}\\.tmp");
            assertThat(ReportFile.leftFor(name)).isEqualTo("r-" + pid + ".json");
            assertThat(directory.resolve("new").resolve(name)).isEmptyFile();
        });
        pending.end();
        assertThat(listed("new")).isEmpty();
    }

    @Test
    void one_that_was_written_first_has_none() throws IOException {
        PendingReport pending = new PendingReport(directory.resolve("r.json").toString());
        pending.end();
        pending.begin();

        assertThat(listed("")).isEmpty();
    }

    @Test
    void nothing_is_made_where_no_report_can_be_written() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        for (Path place : List.of(file.resolve("r.json"), directory)) {
            PendingReport pending = new PendingReport(place.toString());
            pending.begin();
            pending.end();
        }

        assertThat(listed("")).containsExactly("file");
        assertThat(file).hasContent("mine");
    }

    private List<String> listed(String below) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
