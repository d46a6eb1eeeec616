package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Upload;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurableWriteOnEphemeralFsTest {

    private static final Disk EPHEMERAL = Seen.disk(PathClass.EPHEMERAL);

    private final DurableWriteOnEphemeralFs rule = new DurableWriteOnEphemeralFs();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;
    private Site site = Seen.site(Seen.OPEN);

    @Test
    void flags_the_third_file_on_the_container_s_own_disk() {
        write(EPHEMERAL, "/srv/export/a.csv", "/srv/export/b.csv");
        assertThat(found).isEmpty();
        write(EPHEMERAL, "/srv/export/c.csv");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.target()).isEqualTo("/srv/export");
            assertThat(one.site().place()).isEqualTo(Seen.APPLICATION);
            assertThat(one.message())
                    .isEqualTo("3 files (12 kB) were written on the container's own disk,"
                            + " which is lost with the container and seen by no other replica");
            assertThat(one.evidence()).containsEntry("disk", "ephemeral").containsEntry("route", "GET /export");
        });
    }

    @Test
    void flags_one_file_that_three_units_of_work_rewrote() {
        rule.inspect(Seen.rewritten(request(), "/srv/state.json", EPHEMERAL, 2), noted);
        assertThat(found).isEmpty();
        rule.inspect(Seen.rewritten(request(), "/srv/state.json", EPHEMERAL, 1), noted);

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith("1 file was rewritten 3 times on the container's own disk"));
    }

    @Test
    void flags_a_job_and_a_program_without_a_server() {
        for (int i = 0; i < 3; i++) {
            rule.inspect(Seen.written(Seen.in(Phase.JOB, site), "/srv/export/" + i + "x", EPHEMERAL), noted);
        }

        assertThat(found).hasSize(1);
    }

    @Test
    void flags_a_relative_path_on_a_plain_disk_as_a_variant() {
        for (String name : List.of("a", "b", "c")) {
            rule.inspect(relative("/home/shop/export/" + name, Seen.disk(PathClass.LOCAL_DISK)), noted);
        }

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("relative-path");
            assertThat(one.severity()).isEqualTo(Severity.MEDIUM);
        });
    }

    @Test
    void flags_a_relative_path_on_the_container_s_disk_once_and_names_both() {
        for (String name : List.of("a", "b", "c")) {
            rule.inspect(relative("/app/export/" + name, EPHEMERAL), noted);
        }

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isNull();
            assertThat(one.evidence()).containsEntry("also", "relative-path");
        });
    }

    @Test
    void flags_files_among_the_application_s_own_as_a_variant() {
        write(new Disk(PathClass.LOCAL_DISK, true, Disk.Ground.APPLICATION), "/opt/a", "/opt/b", "/opt/c");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("app-dir");
            assertThat(one.message()).contains("read-only in most images");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"READ_ONLY", "FORBIDDEN"})
    void flags_a_refused_write_at_the_first(Outcome outcome) {
        rule.inspect(refused("/app/export/a.csv", outcome, Phase.REQUEST), noted);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("refused");
            assertThat(one.severity()).isEqualTo(Severity.BLOCKER);
            assertThat(one.target()).isEqualTo("/app/export");
        });
    }

    @Test
    void flags_a_cache_that_is_lost_as_low() {
        write(EPHEMERAL, "/srv/cache/a", "/srv/cache/b", "/srv/cache/c");

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void only_suspects_a_disk_that_is_a_guess() {
        Disk guess = new Disk(PathClass.LOCAL_DISK, false, Disk.Ground.APPLICATION);
        write(guess, "/Users/a/x", "/Users/a/y", "/Users/a/z");

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.isConfirmed()).isFalse());
    }

    @ParameterizedTest
    @EnumSource(
            value = PathClass.class,
            names = {"TEMP", "PSEUDO", "SHARED", "PERSISTENT_VOLUME", "LOCAL_DISK"})
    void stays_silent_where_files_may_lie(PathClass other) {
        write(Seen.disk(other), "/data/a", "/data/b", "/data/c");

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_during_startup() {
        for (int i = 0; i < 5; i++) {
            rule.inspect(Seen.written(Seen.in(Phase.STARTUP, site), "/srv/keys/" + i + "x", EPHEMERAL), noted);
            rule.inspect(refused("/srv/keys/" + i, Outcome.FORBIDDEN, Phase.STARTUP), noted);
        }

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.FileOutputStream.open,net.sf.jasperreports.engine.export.JRPdfExporter.exportReport,net.sf.jasperreports.engine.JasperExportManager.exportReportToPdfFile",
                "java.io.FileOutputStream.open,jakarta.xml.bind.helpers.AbstractMarshallerImpl.marshal",
                "java.io.FileOutputStream.open,com.itextpdf.html2pdf.HtmlConverter.convertToPdf",
                "java.io.FileOutputStream.open,net.acme.dialog.LoginCatalog.open,net.acme.dialog.Scrolls.exportPayroll",
                // the method that was called says it, whatever else of that library it takes
                "java.io.FileOutputStream.open,com.fasterxml.jackson.core.JsonFactory.createGenerator,com.fasterxml.jackson.databind.ObjectMapper.writeValue",
                "java.nio.file.Files.newBufferedWriter,org.apache.commons.csv.CSVFormat.print",
                "java.io.FileOutputStream.open,com.alibaba.excel.ExcelWriter.<init>,com.alibaba.excel.write.builder.ExcelWriterBuilder.build,com.alibaba.excel.write.builder.ExcelWriterSheetBuilder.doWrite",
            })
    void flags_what_a_library_exports_where_the_application_said(String between) {
        site = Seen.site(between.split(","));
        write(EPHEMERAL, "/srv/reports/a.pdf", "/srv/reports/b.pdf", "/srv/reports/c.pdf");

        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // log files of every library: what lies between asks for a log line, not for a file
                "java.io.FileOutputStream.open,ch.qos.logback.core.FileAppender.openFile,ch.qos.logback.core.rolling.RollingFileAppender.rollover,ch.qos.logback.classic.Logger.info",
                "java.io.FileOutputStream.open,org.apache.logging.log4j.core.appender.rolling.RollingFileManager.createFileAfterRollover,org.apache.logging.log4j.core.Logger.logMessage",
                "java.io.FileOutputStream.open,org.apache.log4j.FileAppender.setFile,org.apache.log4j.Category.info",
                "java.io.FileOutputStream.open,java.util.logging.FileHandler.rotate,java.util.logging.Logger.info",
                "java.io.RandomAccessFile.open,org.tinylog.writers.raw.RandomAccessFileWriter.<init>,org.tinylog.provider.TinylogLoggingProvider.log",
                // dumps and recordings
                "sun.nio.fs.UnixFileSystemProvider.newFileChannel,jdk.jfr.internal.SecuritySupport.newFileChannelToWrite,jdk.jfr.Recording.dump",
                // search indexes and databases
                "sun.nio.fs.UnixFileSystemProvider.newByteChannel,java.nio.file.Files.newOutputStream,org.apache.lucene.store.FSDirectory.createOutput,org.apache.lucene.index.IndexWriter.commit",
                "java.io.RandomAccessFile.open,org.h2.store.fs.disk.FileDisk.<init>,org.h2.mvstore.MVStore.commit",
                // words that only contain one that says so
                "java.io.FileOutputStream.open,net.acme.Fingerprints.fingerprint",
                "java.io.RandomAccessFile.open,net.acme.Index.removeEntry",
                // what another library made of it, or the library itself on the way
                "java.io.RandomAccessFile.open,org.h2.store.fs.disk.FileDisk.<init>,org.h2.mvstore.FileStore.chunk,org.springframework.data.repository.CrudRepository.save",
                "java.nio.file.Files.newOutputStream,org.apache.lucene.store.FSDirectory.newFile,org.apache.lucene.index.IndexWriter.flush,org.apache.lucene.search.Saver.save",
                "java.io.FileOutputStream.open,org.apache.logging.log4j.core.appender.rolling.RollingFileManager.createFileAfterRollover,org.apache.logging.log4j.io.LoggerPrintStream.println",
                "java.io.FileOutputStream.open,org.thymeleaf.Templates.prepare,org.thymeleaf.TemplateEngine.process",
            })
    void stays_silent_about_files_that_a_library_keeps_for_itself(String frames) {
        site = Seen.site(frames.split(","));
        write(EPHEMERAL, "/srv/a", "/srv/b", "/srv/c");

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_when_a_library_asked_the_application_what_to_write() {
        Place prepare = new Place("com.audit.trail.files.Output", "prepare", null, 0);
        Place write = new Place("com.audit.trail.files.Output", "write", null, 0);
        Place trail = new Place("com.audit.trail.Trail", "next", null, 0);
        site = new Site(Seen.APPLICATION, false, List.of(prepare, write, Seen.APPLICATION, trail));
        write(EPHEMERAL, "/srv/a", "/srv/b", "/srv/c");
        assertThat(found).isEmpty();

        site = new Site(Seen.APPLICATION, false, List.of(prepare, write, Seen.APPLICATION));
        write(EPHEMERAL, "/srv/a", "/srv/b", "/srv/c");
        assertThat(found).hasSize(1);
    }

    @Test
    void stays_silent_about_uploads_and_empty_files() {
        for (int i = 0; i < 3; i++) {
            rule.inspect(
                    new FileWritten(
                            request(),
                            "/srv/u/" + i + "x",
                            false,
                            EPHEMERAL,
                            9,
                            "opened",
                            false,
                            1,
                            new Upload(1, null, null)),
                    noted);
            rule.inspect(
                    new FileWritten(request(), "/srv/l/" + i + "x.lock", false, EPHEMERAL, 0, "opened", false, 1, null),
                    noted);
        }

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_a_refusal_of_the_kernel_s_own_files_and_of_reading() {
        rule.inspect(refused("/proc/self/oom_score_adj", Outcome.FORBIDDEN, Phase.REQUEST), noted);
        rule.inspect(
                new FileOpened(request(), "/etc/shadow", false, false, Outcome.FORBIDDEN, null, null, null, null),
                noted);

        assertThat(found).isEmpty();
    }

    private void write(Disk disk, String... paths) {
        for (String path : paths) {
            rule.inspect(Seen.written(request(), path, disk), noted);
        }
    }

    private FileWritten relative(String path, Disk disk) {
        return new FileWritten(request(), path, true, disk, 9, "opened", false, 1, null);
    }

    private FileOpened refused(String path, Outcome outcome, Phase phase) {
        Origin origin = phase == Phase.REQUEST ? request() : Seen.in(phase, site);
        return new FileOpened(origin, path, false, true, outcome, null, null, null, null);
    }

    private Origin request() {
        return Seen.request(7, "GET /export", site);
    }
}
