package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.finding.Books;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartLineTest {

    private static final String URL = "http://127.0.0.1:9477";

    @Test
    void says_where_the_report_is_what_waits_and_where_settings_came_from() {
        assertThat(StartLine.of(
                        "0.1.0",
                        51,
                        URL,
                        true,
                        List.of("http", "jdbc", "runtime"),
                        Books.settings("log.level=low,http.token=s3cr3t-token")))
                .isEqualTo("Seaworthy 0.1.0 watches this JVM with 51 rules. Report: http://127.0.0.1:9477/"
                        + " (metrics at /metrics). Waiting for JDBC, HTTP clients to be used. Settings: http.token=***"
                        + " (agent argument), log.level=low (agent argument)");
    }

    @Test
    void without_an_endpoint_it_names_neither_report_nor_metrics() {
        assertThat(StartLine.of("1", 1, null, List.of(), Books.settings("")))
                .isEqualTo("Seaworthy 1 watches this JVM with 1 rule. Settings: defaults");
    }

    @Test
    void an_endpoint_that_refuses_pages_is_not_called_a_report() {
        assertThat(StartLine.of("1", 51, "http://0.0.0.0:9477", false, List.of("runtime"), Books.settings("")))
                .isEqualTo("Seaworthy 1 watches this JVM with 51 rules. Metrics: http://0.0.0.0:9477/metrics"
                        + " (set http.token to read the report there). Settings: defaults");
    }

    @Test
    void a_token_leaves_no_bracket_behind() {
        String line = StartLine.of("1", 0, URL, true, List.of(), Books.settings("http.token=s3cr3t"));
        List<String> stderr = new ArrayList<>();
        new LogReporter(Books.settings(""), StartLineTest.class::getClassLoader, (warning, text) -> stderr.add(text))
                .started(line);
        assertThat(stderr)
                .singleElement()
                .asString()
                .endsWith("Report: http://127.0.0.1:9477/ (metrics at /metrics). Settings: http.token=***"
                        + " (agent argument)");
    }
}
