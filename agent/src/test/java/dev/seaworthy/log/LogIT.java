package dev.seaworthy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.harness.ClassPath;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Twins;
import dev.seaworthy.harness.Voyage;
import fixture.log.Cashier;
import fixture.log.IsolatedLogback;
import fixture.log.LockedOut;
import fixture.log.LogbackSecret;
import fixture.log.PlainTool;
import fixture.log.PrintingServer;
import java.util.HashMap;
import java.util.Map;

/** Logs and prints of real programs with real logging frameworks. */
class LogIT {

    private static final String PASSWORD = "tR9-vault/Quince";

    private static Voyage logback(Jdk jdk, String what) {
        return Voyage.of(jdk, LogbackSecret.class)
                .with("h2")
                .with(ClassPath.LOGBACK)
                .environment("DB_PASSWORD", PASSWORD)
                .arguments(what);
    }

    @EveryJdk
    void flags_a_password_of_the_environment_in_logback(Jdk jdk) {
        Logbook log = logback(jdk, "environment").run().ended();
        Sighting seen = log.theConfirmed("log/secret-in-log");
        assertThat(seen.severity()).isEqualTo("blocker");
        assertThat(seen.target()).isEqualTo("DB_PASSWORD");
        assertThat(seen.className()).isEqualTo(LogbackSecret.class.getName());
        assertThat(seen.method()).isEqualTo("connect");
        assertThat(log.report().toString() + log.err()).doesNotContain(PASSWORD);
        assertThat(log.observations("log.event")).isEqualTo(1);
    }

    @EveryJdk
    void flags_it_where_logback_is_loaded_by_another_loader(Jdk jdk) {
        Logbook log = Voyage.of(jdk, IsolatedLogback.class)
                .with(ClassPath.LOGBACK)
                .environment("DB_PASSWORD", PASSWORD)
                .run()
                .ended();
        Sighting seen = log.theConfirmed("log/secret-in-log");
        assertThat(seen.target()).isEqualTo("DB_PASSWORD");
        assertThat(seen.className()).isEqualTo(LogbackSecret.class.getName());
    }

    @EveryJdk
    void flags_a_password_that_a_database_got(Jdk jdk) {
        Logbook log = logback(jdk, "jdbc").run().ended();
        assertThat(log.theConfirmed("log/secret-in-log").severity()).isEqualTo("blocker");
        assertThat(log.report().toString()).doesNotContain("from-the-vault-7");
    }

    @EveryJdk
    void flags_a_password_in_an_exception(Jdk jdk) {
        Logbook log = logback(jdk, "exception").run().ended();
        assertThat(log.theConfirmed("log/secret-in-log").target()).isEqualTo("DB_PASSWORD");
    }

    @EveryJdk
    void stays_silent_about_names_masks_and_examples(Jdk jdk) {
        Logbook log = logback(jdk, "harmless").run().ended().saw("log.event", 3);
        assertThat(log.findings("log/secret-in-log")).isEmpty();
        assertThat(log.ruleState("log/secret-in-log")).isEqualTo("active");
        assertThat(log.hookInstalled("log.logback")).isTrue();
    }

    @EveryJdk
    void flags_prints_and_stack_traces_of_handlers(Jdk jdk) {
        try (Running server =
                Voyage.of(jdk, PrintingServer.class).with("slf4j-api").start()) {
            for (String path :
                    new String[] {"/print", "/print", "/trace", "/pieces", "/pieces", "/pieces", "/pieces", "/pieces"
                    }) {
                server.get(path);
            }
            server.get("/stop");
            Logbook log = server.finish().ended();
            assertThat(log.confirmed("log/system-out"))
                    .extracting(Sighting::method, Sighting::variant, Sighting::severity)
                    .containsExactlyInAnyOrder(
                            tuple("print", null, "medium"),
                            tuple("pieces", null, "medium"),
                            tuple("trace", "print-stack-trace", "medium"));
            Sighting print = log.confirmed("log/system-out").stream()
                    .filter(seen -> "print".equals(seen.method()))
                    .findFirst()
                    .orElseThrow();
            assertThat(print.count()).isEqualTo(6);
            assertThat(print.target()).isEqualTo("System.out");
        }
    }

    @EveryJdk
    void flags_prints_through_a_stream_that_the_server_put_in_front(Jdk jdk) {
        try (Running server = Voyage.of(jdk, PrintingServer.class)
                .with("slf4j-api", "tomcat-embed-core-11")
                .arguments("wrapped")
                .start()) {
            server.get("/print");
            server.get("/print");
            server.get("/stop");
            Sighting seen = server.finish().ended().theConfirmed("log/system-out");
            assertThat(seen.method()).isEqualTo("print");
            assertThat(seen.count()).isEqualTo(6);
        }
    }

    @EveryJdk
    void flags_bearer_tokens_printed_in_pieces_at_the_second_one(Jdk jdk) {
        try (Running server =
                Voyage.of(jdk, PrintingServer.class).with("slf4j-api").start()) {
            server.get("/secret?mF9B5f41JqM9x7aa");
            server.get("/secret?zK3C6g52LrN8y8bb");
            server.get("/stop");
            Sighting seen = server.finish().ended().theConfirmed("log/secret-in-log");
            assertThat(seen.severity()).isEqualTo("high");
            assertThat(seen.target()).isEqualTo("bearer token");
            assertThat(seen.method()).isEqualTo("secret");
        }
    }

    /** One line pays, one registers people; orders in a row, times, masks and one example are something else. */
    @NewestJdk
    void flags_card_numbers_and_national_ids_if_asked_to(Jdk jdk) {
        Voyage voyage = Voyage.of(jdk, Cashier.class);
        Logbook silent = voyage.agent("rules=log/secret-in-log").run().ended().saw("log.event", 215);
        assertThat(silent.findings("log/secret-in-log")).as(silent.toString()).isEmpty();

        Logbook log = voyage.agent("log.pii=true").run().ended();
        assertThat(log.confirmed("log/secret-in-log"))
                .as(log.toString())
                .extracting(Sighting::method, Sighting::target, Sighting::variant, Sighting::severity, Sighting::count)
                .containsExactlyInAnyOrder(
                        tuple("pays", "card number", "pii", "medium", 5L),
                        tuple("registers", "Brazilian CPF", "pii", "medium", 2L));
        assertThat(log.report().toString() + log.agentLines())
                .doesNotContain("4111", "5555 5555", "RSSMRA", "255081416802538", "529.982");
        assertThat(log.findings("log/secret-in-log"))
                .filteredOn(one -> "orders".equals(one.method()))
                .noneMatch(Sighting::isConfirmed);
    }

    @NewestJdk
    void no_counter_falls_while_it_is_scraped(Jdk jdk) {
        Map<String, Double> before = new HashMap<>();
        try (Running server = Voyage.of(jdk, PrintingServer.class)
                .with("slf4j-api")
                .agent("http.port=0")
                .start()) {
            for (int i = 0; i < 60; i++) {
                server.get("/print");
                server.get("/trace");
                String scrape = server.get(server.agentUrl("/metrics")).body();
                for (String line : scrape.split("\n")) {
                    int space = line.lastIndexOf(' ');
                    if (space > 0 && line.startsWith("seaworthy_") && line.contains("_total")) {
                        double now = Double.parseDouble(line.substring(space + 1));
                        Double was = before.put(line.substring(0, space), now);
                        assertThat(now).as(line).isGreaterThanOrEqualTo(was == null ? 0 : was);
                    }
                }
            }
            server.get("/stop");
            server.finish().ended();
        }
        assertThat(before).hasSizeGreaterThan(20);
    }

    private static void stays_silent_at(String path, Voyage voyage, String sense) {
        try (Running server = voyage.start()) {
            for (int i = 0; i < 6; i++) {
                server.get(path);
            }
            server.get("/stop");
            Logbook log = server.finish().ended().saw(sense, 6);
            assertThat(log.findings("log/system-out")).isEmpty();
            assertThat(log.out() + log.err()).contains("served");
        }
    }

    @EveryJdk
    void stays_silent_about_logback_on_the_console(Jdk jdk) {
        stays_silent_at("/slf4j", Voyage.of(jdk, PrintingServer.class).with(ClassPath.LOGBACK), "log.event");
    }

    @EveryJdk
    void stays_silent_about_slf4j_simple(Jdk jdk) {
        stays_silent_at("/slf4j", Voyage.of(jdk, PrintingServer.class).with("slf4j-simple", "slf4j-api"), "log.event");
    }

    @EveryJdk
    void stays_silent_about_java_util_logging(Jdk jdk) {
        stays_silent_at("/jul", Voyage.of(jdk, PrintingServer.class).with("slf4j-api"), "log.event");
    }

    @EveryJdk
    void stays_silent_about_json_lines(Jdk jdk) {
        stays_silent_at("/json", Voyage.of(jdk, PrintingServer.class).with("slf4j-api"), "log.print");
    }

    @EveryJdk
    void stays_silent_about_a_tool_and_counts_its_lines(Jdk jdk) {
        Logbook log = Voyage.of(jdk, PlainTool.class).run().ended();
        assertThat(log.findings("log/system-out")).isEmpty();
        assertThat(log.findings("log/secret-in-log")).isEmpty();
        assertThat(log.observations("log.print")).isGreaterThanOrEqualTo(1020);
        // Stack traces are watched from the first port on: a tool may end before.
        assertThat(log.observations("log.stack-trace")).isLessThanOrEqualTo(1);
    }

    @EveryJdk
    void flags_a_password_that_a_tool_prints(Jdk jdk) {
        Sighting seen = Voyage.of(jdk, PlainTool.class)
                .environment("DB_PASSWORD", PASSWORD)
                .arguments("password")
                .run()
                .ended()
                .theConfirmed("log/secret-in-log");
        assertThat(seen.className()).isEqualTo(PlainTool.class.getName());
        assertThat(seen.method()).isEqualTo("main");
    }

    @EveryJdk
    void leaves_replaced_streams_alone(Jdk jdk) {
        Voyage voyage = Voyage.of(jdk, LockedOut.class).environment("DB_PASSWORD", PASSWORD);
        Logbook with = voyage.agent("log=off").run().ended();
        assertThat(with.theConfirmed("log/secret-in-log").method()).isEqualTo("main");
        assertThat(with.observations("log.print")).isEqualTo(3 * 4 * 500 + 1);
        Twins.compare(with, voyage.withoutAgent().run());
    }

    @EveryJdk
    void changes_nothing_that_a_tool_prints(Jdk jdk) {
        Voyage voyage = Voyage.of(jdk, PlainTool.class).bare().agent("log=off", "http.port=off");
        Logbook with = voyage.run();
        Logbook without = voyage.withoutAgent().run();
        assertThat(with.out().lines().sorted().toList())
                .isEqualTo(without.out().lines().sorted().toList());
        assertThat(with.err()).isEqualTo(without.err());
    }
}
