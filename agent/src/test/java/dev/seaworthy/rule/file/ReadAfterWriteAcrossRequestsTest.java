package dev.seaworthy.rule.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.FileReread;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadAfterWriteAcrossRequestsTest {

    private static final Place READING = new Place("com.acme.Downloads", "get", "Downloads.java", 12);
    private static final String READ = "java.io.FileInputStream.open";

    private final ReadAfterWriteAcrossRequests rule = new ReadAfterWriteAcrossRequests();
    private final Noted noted = new Noted();
    private final List<Found> found = noted.found;
    private Site reader = Seen.site(READING, READ, "java.nio.file.Files.readAllBytes");
    private Site writer = Seen.site(Seen.OPEN);

    @Test
    void flags_one_pair_and_names_both_requests_and_both_lines() {
        inspect(PathClass.EPHEMERAL, false, false);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.isConfirmed()).isTrue();
            assertThat(one.severity()).isEqualTo(Severity.BLOCKER);
            assertThat(one.site().place()).isEqualTo(READING);
            assertThat(one.target()).isEqualTo("/srv/reports");
            assertThat(one.message())
                    .isEqualTo("A file that POST /reports wrote at com.acme.Reports.export(Reports.java:31)"
                            + " was read by a later request, GET /reports/{}, and is missing on every other replica");
            assertThat(one.evidence())
                    .containsEntry("written-by", "POST /reports")
                    .containsEntry("written-at", Seen.APPLICATION.toString())
                    .containsEntry("read-by", "GET /reports/{}")
                    .containsEntry("read-at", READING.toString())
                    .containsEntry("seconds-between", 3L);
        });
    }

    @Test
    void flags_what_the_server_s_own_handler_reads_at_the_writing_line() {
        reader = Seen.site((Place) null, READ, "org.apache.catalina.webresources.FileResource.getInputStream");
        inspect(PathClass.EPHEMERAL, false, false);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.site().place()).isEqualTo(Seen.APPLICATION);
            assertThat(one.evidence()).containsEntry("read-at", "the server's own file handler");
        });
    }

    @Test
    void flags_a_handler_behind_the_application_s_own_filter_at_the_writing_line() {
        reader = Seen.site(
                READING,
                READ,
                "org.apache.catalina.servlets.DefaultServlet.doGet",
                "jakarta.servlet.FilterChain.doFilter");
        inspect(PathClass.EPHEMERAL, false, false);

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.site().place()).isEqualTo(Seen.APPLICATION));
    }

    @Test
    void flags_an_upload_below_the_rule_that_reports_it_as_a_blocker() {
        inspect(PathClass.EPHEMERAL, true, false);

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void flags_a_volume_that_one_replica_mounts_as_high() {
        inspect(PathClass.PERSISTENT_VOLUME, false, false);

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void flags_a_cache_that_is_made_anew_as_medium() {
        inspect(PathClass.EPHEMERAL, false, true);

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(one.variant()).isEqualTo("per-replica-cache");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = PathClass.class,
            names = {"SHARED", "PSEUDO"})
    void stays_silent_where_every_replica_reads(PathClass disk) {
        inspect(disk, false, false);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_about_sessions_and_compiled_pages() {
        writer = Seen.site(
                Seen.OPEN,
                "org.apache.catalina.session.FileStore.save",
                "org.apache.catalina.session.PersistentManagerBase.swapOut");
        inspect(PathClass.EPHEMERAL, false, false);
        writer = Seen.site(
                Seen.OPEN,
                "org.apache.jasper.compiler.JDTCompiler.generateClass",
                "org.apache.jasper.servlet.JspServlet.service");
        inspect(PathClass.EPHEMERAL, false, false);

        assertThat(found).isEmpty();
    }

    @Test
    void stays_silent_without_a_frame_of_the_application() {
        writer = Seen.site((Place) null, Seen.OPEN);
        inspect(PathClass.EPHEMERAL, false, false);

        assertThat(found).isEmpty();
    }

    private void inspect(PathClass disk, boolean upload, boolean rebuilt) {
        rule.inspect(
                new FileReread(
                        Seen.request(8, "GET /reports/{}", reader),
                        Seen.request(5, "POST /reports", writer),
                        "/srv/reports/7.pdf",
                        Seen.disk(disk),
                        upload,
                        rebuilt),
                noted);
    }
}
