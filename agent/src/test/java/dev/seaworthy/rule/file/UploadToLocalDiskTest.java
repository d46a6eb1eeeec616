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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadToLocalDiskTest {

    private static final Place APPLICATION = new Place("com.acme.Avatars", "doPost", "Avatars.java", 31);
    private static final String OPEN = "java.io.FileOutputStream.<init>";

    private final UploadToLocalDisk rule = new UploadToLocalDisk();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;

    private PathClass disk = PathClass.EPHEMERAL;
    private boolean proven = true;
    private boolean upload = true;
    private boolean append;
    private @Nullable String matches = "size of a part";
    private boolean webRoot;
    private long bytes = 2_345_678;
    private List<String> frames = List.of(OPEN);

    @Test
    void flags_an_upload_on_the_container_s_own_disk_at_the_first() {
        see("/srv/uploads/a.png");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.severity()).isEqualTo(Severity.BLOCKER);
            assertThat(one.target()).isEqualTo("/srv/uploads");
            assertThat(one.site().place()).isEqualTo(APPLICATION);
            assertThat(one.message())
                    .isEqualTo("1 uploaded file (2345 kB) was stored on the container's own disk,"
                            + " which is lost with the container and which no other replica sees");
        });
    }

    @Test
    void flags_more_uploads_with_their_number() {
        see("/srv/uploads/a.png");
        see("/srv/uploads/b.png");

        assertThat(found.get(1).message()).startsWith("2 uploaded files (4691 kB)");
        assertThat(found.get(1).evidence()).containsEntry("files", 2L).containsEntry("bytes", 4_691_356L);
    }

    @Test
    void flags_uploads_in_a_directory_of_their_own_each_as_one_target() {
        see("/srv/uploads/8b1c6a1e-7d1f-4c6e-9a55-0f6f6a1d2c3b/a.png");
        see("/srv/uploads/2026/11/22/a.png");
        see("/srv/uploads/1234567890abcdef/a.png");

        assertThat(found).extracting(Found::target).containsOnly("/srv/uploads");
    }

    @Test
    void flags_the_directories_of_many_users_as_one_finding_for_the_line() {
        for (int user = 0; user < 300; user++) {
            see("/srv/uploads/user" + (char) ('k' + user % 10) + (char) ('a' + user / 10) + "/a.png");
        }

        assertThat(found).allMatch(Found::isForAnyTarget);
        assertThat(found.get(2).message()).startsWith("3 uploaded files (7037 kB) were stored in 3 directories on");
        assertThat(found.get(299).message()).contains(" in at least 256 directories on");
        assertThat((List<?>) found.get(299).evidence().get("directories")).hasSize(8);
        assertThat(found.get(0).evidence()).containsEntry("directories", List.of("/srv/uploads/userka"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Upload.NAME, Upload.SIZE_AND_TYPE, Upload.KIND, Upload.BODY, Upload.BODY_KIND})
    void flags_what_a_library_made_of_the_upload_whatever_its_methods_are_called(String how) {
        matches = how;
        frames = List.of(OPEN, "net.acme.thumbs.Png.encode", "net.acme.thumbs.Thumbnails.createThumbnail");
        see("/srv/uploads/a.png");

        assertThat(found).hasSize(1);
    }

    @Test
    void stays_silent_about_a_library_s_own_cache() {
        matches = Upload.KIND;
        frames = List.of(OPEN, "net.acme.thumbs.Thumbnails.createThumbnail");
        see("/srv/thumbs/cache/a.png");

        assertThat(found).isEmpty();
    }

    @Test
    void flags_a_few_bytes_by_their_number() {
        bytes = 70;
        see("/srv/uploads/a.png");

        assertThat(found.get(0).message()).startsWith("1 uploaded file (70 bytes) was stored on");
    }

    @Test
    void stays_silent_when_a_server_behind_the_application_s_filter_keeps_a_file() {
        matches = Upload.NAME;
        frames = List.of(OPEN, "net.acme.dav.Store.put", "org.apache.catalina.core.ApplicationFilterChain.doFilter");
        see("/srv/dav/a.png");

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PERSISTENT_VOLUME, MEDIUM, only one replica can mount", "LOCAL_DISK, HIGH, this machine's own disk"})
    void flags_disks_that_outlive_a_restart_more_mildly(PathClass other, Severity severity, String words) {
        disk = other;
        see("/data/a.png");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(severity);
            assertThat(one.message()).contains(words);
        });
    }

    @Test
    void flags_an_upload_below_a_served_directory_as_a_variant() {
        webRoot = true;
        see("/app/webapp/uploads/a.png");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.variant()).isEqualTo("web-root");
            assertThat(one.message()).contains("below a directory that the application serves");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Tomcat
                "java.io.File.renameTo,org.apache.tomcat.util.http.fileupload.disk.DiskFileItem.write,org.apache.catalina.core.ApplicationPart.write",
                "java.nio.file.Files.newOutputStream,org.apache.tomcat.util.http.fileupload.disk.DiskFileItem.write,org.apache.catalina.core.ApplicationPart.write",
                // Spring
                "java.io.File.renameTo,org.apache.tomcat.util.http.fileupload.disk.DiskFileItem.write,org.apache.catalina.core.ApplicationPart.write,org.springframework.web.multipart.support.StandardMultipartHttpServletRequest$StandardMultipartFile.transferTo",
                "java.nio.file.Files.newOutputStream,org.springframework.web.multipart.MultipartFile.transferTo",
                // Undertow, Jetty, commons
                "java.nio.file.Files.move,io.undertow.server.handlers.form.FormData$FileItemImpl.write,io.undertow.servlet.spec.PartImpl.write",
                "java.nio.file.Files.move,org.eclipse.jetty.http.MultiPart$Part.writeTo,org.eclipse.jetty.ee10.servlet.ServletMultiPartFormData$ServletPart.write",
                "java.io.FileOutputStream.<init>,org.apache.commons.io.FileUtils.openOutputStream,org.apache.commons.io.FileUtils.copyToFile",
                "java.nio.file.Files.copy",
                "javax.imageio.ImageIO.write",
                "java.io.FileOutputStream.<init>,kotlin.io.FilesKt__FileReadWriteKt.writeBytes",
                "java.io.FileOutputStream.<init>,net.acme.catalog.CatalogWriter.writeCatalog",
                "java.io.FileOutputStream.<init>,net.acme.payroll.PAYROLLSheet.saveDialog",
                "java.io.FileOutputStream.<init>,shaded.acme.libs.commons.io.FileUtils.copyInputStreamToFile",
            })
    void flags_an_upload_that_a_library_wrote_where_the_application_said(String between) {
        frames = List.of(between.split(","));
        see("/srv/uploads/a.png");

        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a container that spools
                "java.io.FileOutputStream.<init>,org.apache.tomcat.util.http.fileupload.DeferredFileOutputStream.thresholdReached,org.apache.tomcat.util.http.fileupload.FileUploadBase.parseRequest,org.apache.catalina.connector.Request.parseParts,org.apache.catalina.connector.RequestFacade.getPart",
                "java.nio.file.Files.newByteChannel,org.eclipse.jetty.http.MultiPart$AbstractPartsListener.onPartContent,org.eclipse.jetty.http.MultiPart$Parser.parse,org.eclipse.jetty.ee10.servlet.ServletApiRequest.getPart",
                // behind the application's own filter
                "java.io.FileOutputStream.<init>,org.acme.AccessLog.open,org.apache.catalina.core.ApplicationFilterChain.doFilter",
                // a logger that rolls
                "java.io.FileOutputStream.<init>,ch.qos.logback.core.recovery.ResilientFileOutputStream.<init>,ch.qos.logback.core.FileAppender.openFile,ch.qos.logback.core.OutputStreamAppender.append,ch.qos.logback.classic.Logger.info",
                "java.io.FileOutputStream.<init>,java.util.logging.FileHandler.open,java.util.logging.Logger.info",
                // a database inside the process, a search index
                "java.nio.channels.FileChannel.open,org.h2.store.fs.disk.FilePathDisk.open,org.h2.mvstore.FileStore.open,org.h2.jdbc.JdbcPreparedStatement.executeUpdate",
                "java.nio.file.Files.newOutputStream,org.apache.lucene.store.FSDirectory.createOutput,org.apache.lucene.index.IndexWriter.addDocument",
            })
    void stays_silent_when_a_library_wrote_a_file_of_its_own(String between) {
        frames = List.of(between.split(","));
        see("/srv/data/a.png");

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_without_a_frame_of_the_application() {
        inspect("/srv/uploads/a.png", new Site(null, false, List.of(frame(OPEN))));

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PathClass.class,
            names = {"TEMP", "PSEUDO", "SHARED"})
    void stays_silent_about_temporary_and_shared_files(PathClass other) {
        disk = other;
        see("/mnt/uploads/a.png");

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_in_a_request_without_an_upload() {
        upload = false;
        see("/srv/export/r.csv");

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name of a part", "size of a part", "size of the body", "kind of a part", Upload.CLOSE})
    void flags_what_is_surely_the_upload_or_a_picture_of_it(String how) {
        matches = how;
        see("/srv/uploads/a.png");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.evidence()).containsEntry("matches", how);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = Upload.ABOUT)
    @NullSource
    void only_suspects_a_file_that_is_not_surely_the_upload(@Nullable String how) {
        matches = how;
        see("/srv/uploads/a.gz");

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.isConfirmed()).isFalse());
    }

    @Test
    void flags_an_upload_that_is_put_together_by_appending() {
        append = true;
        see("/srv/uploads/a.png");

        assertThat(found).hasSize(1);
    }

    @Test
    void stays_silent_about_a_file_that_was_appended_to() {
        append = true;
        matches = null;
        see("/srv/app.log");

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_an_empty_file() {
        bytes = 0;
        see("/srv/uploads/.done");

        assertThat(found).isEmpty();
    }

    @Test
    void only_suspects_where_the_disk_is_a_guess() {
        proven = false;
        disk = PathClass.LOCAL_DISK;
        see("/Users/ann/uploads/a.png");

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.isConfirmed()).isFalse());
    }

    private void see(String path) {
        List<Place> stack = new ArrayList<>();
        frames.forEach(one -> stack.add(frame(one)));
        stack.add(APPLICATION);
        stack.add(frame("jakarta.servlet.http.HttpServlet.service"));
        inspect(path, new Site(APPLICATION, false, List.copyOf(stack)));
    }

    private void inspect(String path, Site site) {
        Origin origin = new Origin(1_000, Phase.REQUEST, new Unit(7, Unit.Kind.REQUEST, upload), site, 1);
        Disk lies = new Disk(disk, proven, webRoot ? Disk.Ground.SERVED : Disk.Ground.ELSEWHERE);
        Upload brought = upload ? new Upload(1, matches, null) : null;
        rule.inspect(new FileWritten(origin, path, false, lies, bytes, "opened", append, 1, brought), noted);
    }

    private static Place frame(String name) {
        int dot = name.lastIndexOf('.');
        return new Place(name.substring(0, dot), name.substring(dot + 1), null, 0);
    }
}
