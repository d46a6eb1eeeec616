package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogReporterTest {

    private static final String URL = "jdbc:postgresql://db:5432/shop";

    @TempDir
    Path directory;

    private final List<String> stderr = new ArrayList<>();

    @Test
    void a_finding_is_one_line_in_the_words_of_the_contract() {
        Ledger ledger = watched("");
        ledger.add(confirmed("12 connections opened and closed in 40 s, each used once"));
        assertThat(stderr)
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN .*")
                .endsWith(" WARN [seaworthy] jdbc/unpooled-connection blocker at"
                        + " com.acme.OrderDao.find(OrderDao.java:31) jdbc:postgresql://db:5432/shop: 12 connections"
                        + " opened and closed in 40 s, each used once. Fix: Create one pooled DataSource at start-up."
                        + " (details: java -jar seaworthy-agent.jar explain jdbc/unpooled-connection)");
    }

    @Test
    void is_told_once_then_at_ten_times_then_retracted() {
        Ledger ledger = watched("");
        for (int i = 0; i < 10; i++) {
            ledger.add(confirmed("m"));
        }
        ledger.resolve(confirmed("came back"));
        assertThat(stderr).hasSize(3);
        assertThat(stderr.get(1)).contains("m (seen 10 times). Fix:");
        assertThat(stderr.get(2)).contains(" INFO [seaworthy] jdbc/unpooled-connection", "retracted");
    }

    @Test
    void stays_silent_about_what_is_suspected_mild_suppressed_or_folded() {
        Ledger ledger = watched("suppress=http/*@com.acme.*");
        ledger.add(Found.suspected(Books.UNPOOLED, Books.dao(), URL, "once", 1));
        ledger.add(confirmed("m").severity(Severity.LOW));
        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a", "m"));
        assertThat(stderr).isEmpty();
        Ledger low = Books.ledger("log.level=low");
        LogReporter reporter = reporter("log.level=low");
        low.listen(reporter);
        low.add(confirmed("m").severity(Severity.LOW));
        low.add(confirmed("m").severity(Severity.INFO).variant("v"));
        reporter.close();
        assertThat(stderr).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void nothing_breaks_out_of_its_line(String format) {
        Ledger ledger = watched("log.format=" + format);
        ledger.add(Found.confirmed(
                Books.UNPOOLED, Books.at("com.acme." + Hostile.TEXT, Hostile.TEXT, 1), Hostile.TEXT, Hostile.TEXT, 1));
        reporter("log.format=" + format).warn(Hostile.TEXT);
        assertThat(stderr)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain("\n", "\r", "\u001b", "\u2028", "\u2029", "\u0000", "\u009b", "\u202e"));
        if (format.equals("text")) {
            assertThat(stderr.get(0)).contains("a\\nb\\r\\u001b[31mred\\u009b31m\\u2028\\u2029\\u0085\\u202e<script>");
            assertThat(stderr.get(0)).contains("&\\ud800\\u0000z");
        } else {
            assertThat(JsonParser.parseString(stderr.get(0))
                            .getAsJsonObject()
                            .get("message")
                            .getAsString())
                    .contains("a\nb\r\u001b[31m");
        }
    }

    @Test
    void a_line_names_the_request_and_the_page_that_is_served() {
        Ledger ledger = Books.ledger("");
        LogReporter reporter = reporter("");
        ledger.listen(reporter);
        reporter.readable("http://127.0.0.1:9477", "http://127.0.0.1:9477/");
        ledger.add(confirmed("12 connections were opened").seenIn("GET /orders/{id}"));
        assertThat(stderr.get(0))
                .endsWith(": 12 connections were opened [GET /orders/{id}]. Fix: Create one pooled DataSource at"
                        + " start-up. (details: http://127.0.0.1:9477/rules/jdbc/unpooled-connection)");
        reporter.readable(null, null);
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:other", "m"));
        assertThat(stderr.get(1))
                .contains(" jdbc:other: m. Fix:")
                .endsWith(" (details: java -jar seaworthy-agent.jar explain jdbc/unpooled-connection)");
    }

    @Test
    void a_route_that_the_message_or_the_target_names_is_not_repeated() {
        Ledger ledger = watched("");
        ledger.add(confirmed("Each GET /orders opens a connection").seenIn("GET /orders"));
        ledger.add(Books.confirmed(Books.UNPOOLED, "jdbc:a queue:orders", "m").seenIn("queue:orders"));
        assertThat(stderr).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("[" + "GET", "[queue"));
    }

    @Test
    void what_is_long_is_cut_to_what_was_seen_and_what_to_do() {
        Ledger ledger = watched("");
        ledger.add(confirmed("5 connections were opened within 3 s (SQLState 53300, the limit of the database);"
                        + " each one closed so far was used once")
                .fix("Create one pooled DataSource (such as HikariCP (5)) at startup and borrow from it instead of"
                        + " opening one per request."));
        assertThat(stderr.get(0))
                .contains("shop: 5 connections were opened within 3 s. Fix: Create one pooled DataSource at startup and"
                        + " borrow from it. (details:");
    }

    @Test
    void json_is_one_object_a_line() {
        Ledger ledger = watched("log.format=json");
        ledger.add(confirmed("m"));
        JsonObject line = JsonParser.parseString(stderr.get(0)).getAsJsonObject();
        assertThat(line.get("level").getAsString()).isEqualTo("WARN");
        assertThat(line.get("logger").getAsString()).isEqualTo("seaworthy");
        assertThat(line.get("event").getAsString()).isEqualTo("finding confirmed");
        assertThat(line.get("rule").getAsString()).isEqualTo("jdbc/unpooled-connection");
        assertThat(line.get("details").getAsString()).endsWith(" explain jdbc/unpooled-connection");
        assertThat(line.getAsJsonObject("location").get("line").getAsInt()).isEqualTo(31);
        reporter("log.format=json").started("Seaworthy 0.1.0");
        assertThat(JsonParser.parseString(stderr.get(1))
                        .getAsJsonObject()
                        .get("message")
                        .getAsString())
                .isEqualTo("Seaworthy 0.1.0");
    }

    @Test
    void warnings_hide_credentials() {
        reporter("").warn("report 'https://joe:hunter2@host/x' cannot be written");
        assertThat(stderr)
                .singleElement()
                .asString()
                .contains(" WARN [seaworthy] report")
                .doesNotContain("hunter2");
    }

    @Test
    void off_is_off() {
        LogReporter reporter = reporter("log=off");
        Ledger ledger = Books.ledger("log=off");
        ledger.listen(reporter);
        ledger.add(confirmed("m"));
        reporter.started("x");
        reporter.warn("x");
        reporter.stopped("x");
        reporter.finish();
        reporter.close();
        assertThat(stderr).isEmpty();
    }

    @Test
    void a_file_is_appended_to() throws IOException {
        Path file = directory.resolve("new/logs/seaworthy.log");
        for (int run = 0; run < 2; run++) {
            LogReporter reporter = reporter("log=file:" + file);
            reporter.started("é ran");
            reporter.close();
        }
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.endsWith(" INFO [seaworthy] é ran"));
        assertThat(stderr).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_written_is_one_warning_and_standard_error() {
        LogReporter reporter = reporter("log=file:" + directory);
        reporter.started("first");
        reporter.started("second");
        assertThat(stderr).hasSize(3);
        assertThat(stderr.get(0)).contains(" WARN [seaworthy] log=file:", "standard error");
    }

    @Test
    void app_is_the_application_s_own_logger() {
        Logger logger = (Logger) LoggerFactory.getLogger("seaworthy");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        try {
            LogReporter reporter = reporter("log=app");
            reporter.started("at start");
            assertThat(appender.list).isEmpty();
            reporter.warn("something {} is wrong");
            assertThat(appender.list)
                    .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo("INFO at start"),
                            second -> assertThat(second).isEqualTo("WARN something {} is wrong"));
            assertThat(stderr).isEmpty();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }

    @Test
    void app_waits_ten_seconds_before_it_sets_up_the_application_s_logging() {
        List<ClassLoader> asked = new ArrayList<>();
        LogReporter reporter = new LogReporter(
                Books.settings("log=app"),
                () -> {
                    asked.add(LogReporterTest.class.getClassLoader());
                    return LogReporterTest.class.getClassLoader();
                },
                (warning, line) -> stderr.add(line));
        reporter.started("at start");
        reporter.tick(System.currentTimeMillis());
        assertThat(asked).isEmpty();
        reporter.tick(System.currentTimeMillis() + 11_000);
        assertThat(asked).isNotEmpty();
    }

    @Test
    void app_without_a_logging_library_is_the_jdk_s() {
        List<String> heard = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                heard.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger("seaworthy");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            LogReporter reporter = new LogReporter(
                    Books.settings("log=app"),
                    ClassLoader::getPlatformClassLoader,
                    (warning, line) -> stderr.add(line));
            reporter.warn("said");
            assertThat(heard).singleElement().asString().isEqualTo("WARNING said");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void app_without_any_logger_is_one_warning_and_standard_error() {
        ClassLoader nothing = new ClassLoader(null) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                throw new ClassNotFoundException(name);
            }
        };
        LogReporter reporter =
                new LogReporter(Books.settings("log=app"), () -> nothing, (warning, line) -> stderr.add(line));
        reporter.warn("one");
        reporter.warn("two");
        assertThat(stderr).hasSize(3);
        assertThat(stderr.get(0)).contains(" WARN [seaworthy] log=app", "standard error");
        assertThat(stderr.get(1)).endsWith(" WARN [seaworthy] one");
    }

    @Test
    void lines_that_a_full_disk_swallowed_are_counted_and_told_when_there_is_room_again() {
        FullDisk disk = new FullDisk();
        for (String form : List.of("text", "json")) {
            disk.room = 1 << 20;
            disk.written.reset();
            LogReporter reporter = new LogReporter(
                    Books.settings("log=file:x,log.format=" + form),
                    () -> null,
                    (warning, line) -> stderr.add(line),
                    new LogOutput.Stream(disk, true));
            reporter.started("first");
            disk.room = 10;
            reporter.warn("second");
            reporter.warn("third");
            reporter.tick(1_000_000);
            assertThat(disk.written.toString()).doesNotContain("missing");

            disk.room = 1 << 20;
            reporter.tick(1_000_500);
            assertThat(disk.written.toString()).doesNotContain("missing");
            reporter.tick(1_001_000);
            assertThat(disk.written.toString().lines().toList())
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains("2 lines are missing here");
            reporter.stopped("last");
            assertThat(disk.written.toString().lines().toList())
                    .hasSize(4)
                    .last()
                    .asString()
                    .contains("last");
        }
        assertThat(stderr).isEmpty();
    }

    @Test
    void the_next_line_tells_what_is_missing_before_it() {
        FullDisk disk = new FullDisk();
        LogReporter reporter = new LogReporter(
                Books.settings("log=file:x"),
                () -> null,
                (warning, line) -> stderr.add(line),
                new LogOutput.Stream(disk, true));
        reporter.warn("lost");
        disk.room = 1 << 20;
        reporter.warn("kept");
        assertThat(disk.written.toString().strip().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).contains("1 line is missing here"),
                        second -> assertThat(second).contains("kept"));
    }

    /** Takes so many bytes and refuses the rest, as a write to a full disk does. */
    private static final class FullDisk extends OutputStream {
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        int room;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int fits = Math.min(room, count);
            written.write(bytes, from, fits);
            room -= fits;
            if (fits < count) {
                throw new IOException("No space left on device");
            }
        }
    }

    private static Found confirmed(String message) {
        return Books.confirmed(Books.UNPOOLED, URL, message);
    }

    private LogReporter reporter(String arguments) {
        return new LogReporter(
                Books.settings(arguments), LogReporterTest.class::getClassLoader, (warning, line) -> stderr.add(line));
    }

    private Ledger watched(String arguments) {
        Ledger ledger = Books.ledger(arguments);
        ledger.listen(reporter(arguments));
        return ledger;
    }
}
