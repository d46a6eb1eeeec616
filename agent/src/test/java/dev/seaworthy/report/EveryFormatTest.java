package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every way out: hostile text stays in its place, and no secret gets out. */
class EveryFormatTest {

    /** Known by value, and shaped like secrets; each with the part that must not be seen. */
    private static final List<String> SECRETS = List.of(
            "hunter2-hunter2",
            "jdbc:postgresql://scott:tiger7@db/shop",
            "password=swordfish9",
            "Authorization: Bearer abcdefghijkl",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJyZXh4In0.c2lnbmVkLXNpZ25lZA");

    private static final List<String> PARTS =
            List.of("hunter2", "tiger7", "swordfish9", "abcdefghijkl", "eyJzdWIiOiJyZXh4In0");

    @TempDir
    Path folder;

    private final Ledger ledger = Books.ledger("");

    @Test
    void no_secret_is_in_any_of_them() throws Exception {
        for (String secret : SECRETS) {
            ledger.add(Books.confirmed(Books.PLAIN_HTTP, secret, "said " + secret)
                    .fix("Take out " + secret)
                    .variant(secret)
                    .evidence(secret, secret)
                    .evidence("list", List.of(secret, Map.of(secret, secret))));
        }
        List<String> outputs = outputs();
        assertThat(outputs)
                .allSatisfy(text -> assertThat(text).contains("said ").doesNotContain(PARTS));
    }

    @Test
    void hostile_text_of_any_size_breaks_none_of_them() throws Exception {
        Hostile.fill(ledger);
        List<String> outputs = outputs();
        assertThat(outputs).allSatisfy(text -> assertThat(text).contains("the whole process"));
        JsonParser.parseString(outputs.get(0));
        JsonParser.parseString(outputs.get(1));
        for (int i = 2; i < outputs.size(); i++) {
            if (ReportFormat.ENDINGS.indexOf(".html") == i) {
                continue; // its lines are as long as a browser likes; HtmlReportTest reads it as a browser does
            }
            String text = outputs.get(i);
            assertThat(text.chars()).noneMatch(c -> c < ' ' && c != '\n' || c == 0x9b || c == 0x2028 || c == 0x202e);
            assertThat(text.length()).as("names are cut").isLessThan(200_000);
        }
    }

    private List<String> outputs() throws Exception {
        Report report = Report.of(ledger, new SampleCoverage(), SampleCoverage.PROCESS);
        List<String> texts = new ArrayList<>();
        for (String ending : ReportFormat.ENDINGS) {
            texts.add(write(Objects.requireNonNull(ReportFormat.of("report" + ending)), report));
        }
        texts.add(recorded());
        texts.add(managed());
        return texts;
    }

    private static String write(ReportFormat format, Report report) throws IOException {
        StringWriter text = new StringWriter();
        format.write(text, report, Books.cards());
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Through the Flight Recorder of this JVM: one that runs, and one that is begun when all is told. */
    private String recorded() throws IOException {
        FlightReporter reporter = new FlightReporter(ledger);
        StringBuilder text = new StringBuilder();
        for (String name : List.of("first.jfr", "second.jfr")) {
            try (Recording recording = new Recording()) {
                recording.start();
                reporter.tick(1_000);
                recording.stop();
                Path file = folder.resolve(name);
                recording.dump(file);
                List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals("dev.seaworthy.Finding"))
                        .toList();
                assertThat(events).as(name).hasSize(standing());
                for (RecordedEvent event : events) {
                    for (var field : event.getFields()) {
                        if (field.getTypeName().equals("java.lang.String")) {
                            text.append(event.getString(field.getName())).append('\n');
                        }
                    }
                }
            }
        }
        reporter.close();
        return text.toString();
    }

    private int standing() {
        return (int) ledger.snapshot().stream()
                .filter(finding -> finding.state() != Finding.State.RESOLVED)
                .count();
    }

    private String managed() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        JmxReporter reporter = new JmxReporter(ledger, FindingsBean::isPlatformServerThere);
        reporter.tick(1_000);
        ObjectName name = new ObjectName(FindingsBean.NAME);
        StringBuilder text = new StringBuilder();
        CompositeData[] findings = (CompositeData[]) server.getAttribute(name, "Findings");
        assertThat(findings).hasSize(standing());
        for (CompositeData finding : findings) {
            finding.values().forEach(value -> text.append(value).append('\n'));
        }
        reporter.close();
        assertThat(server.isRegistered(name)).isFalse();
        return text.toString();
    }
}
