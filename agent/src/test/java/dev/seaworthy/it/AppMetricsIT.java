package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.sun.tools.attach.VirtualMachine;
import dev.seaworthy.harness.BootApp;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.metrics.DeployedRegistries;
import fixture.metrics.OwnRegistries;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The findings' meters in the application's own Micrometer. */
class AppMetricsIT {
    private static final String RULE = "http/localhost-endpoint";
    private static final String[] LIBRARIES = {
        "micrometer-core",
        "micrometer-commons",
        "micrometer-observation",
        "micrometer-registry-prometheus",
        "prometheus-metrics-core",
        "prometheus-metrics-config",
        "prometheus-metrics-model",
        "prometheus-metrics-tracer-common",
        "prometheus-metrics-exposition-textformats"
    };
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What is put into an actuator depends on the Boot, not on the JDK: the oldest with the oldest, the newest with the newest. */
    static Stream<Arguments> boots() {
        return Stream.of(2, 3, 4).map(boot -> Arguments.of(Jdk.of(boot == 2 ? 17 : 25), boot));
    }

    @ParameterizedTest(name = "{0}, Spring Boot {1}")
    @MethodSource("boots")
    void findings_appear_in_the_actuator_of_a_boot_application(Jdk jdk, int boot) {
        String without;
        try (Running plain = BootApp.on(jdk, boot)
                .withoutAgent()
                .limit(Duration.ofSeconds(90))
                .start()) {
            without = visit(plain);
        }
        try (Running running =
                BootApp.on(jdk, boot).limit(Duration.ofSeconds(90)).start()) {
            String first = visit(running);
            assertThat(ownNames(first)).isEqualTo(ownNames(without));

            awaitLine(
                    running,
                    "seaworthy_findings{area=\"http\",quay=\"north\",rule=\"" + RULE,
                    "state=\"confirmed\"",
                    " 1.0");
            // One meter is registered after the other, and a scrape may come in between: wait for each kind.
            awaitLine(running, "seaworthy_info{");
            awaitLine(running, "seaworthy_hook_installed{", "runtime.Micrometer");
            awaitLine(running, "seaworthy_observations_total{", "sensor=\"http.call\"");
            awaitLine(running, "seaworthy_occurrences_total{", RULE);
            awaitLine(running, "seaworthy_findings{", "jdbc/unpooled-connection", "suspected");
            String seen = awaitLine(running, "seaworthy_internal_errors_total{", "sensors");
            assertThat(ownNames(seen)).isEqualTo(ownNames(without));
            assertThat(own(seen, "harbour_ships_total")).isEqualTo(own(without, "harbour_ships_total"));
            assertThat(line(seen, "seaworthy_occurrences_total", RULE)).endsWith(" 1.0");
            assertThat(line(seen, "seaworthy_info{", "quay=\"north\"")).matches(".* 1(\\.0)?");
            assertThat(line(seen, "seaworthy_hook_installed{", "runtime.Micrometer"))
                    .endsWith(" 1.0");
            assertThat(line(seen, "seaworthy_observations_total{", "sensor=\"http.call\""))
                    .endsWith(" 1.0");
            assertThat(line(seen, "seaworthy_internal_errors_total{", "sensors"))
                    .endsWith(" 0.0");
            assertThat(line(seen, "seaworthy_findings{", "jdbc/unpooled-connection", "suspected"))
                    .endsWith(" 0.0");
            assertThat(seen).as("the application's filter denies it").doesNotContain("seaworthy_dropped");
            assertThat(running.get("/actuator/metrics").body())
                    .contains("\"seaworthy.findings\"", "\"seaworthy.occurrences\"", "\"harbour.ships\"");

            running.get("/hazard");
            awaitLine(running, "seaworthy_occurrences_total", RULE, " 2.0");
            Logbook log = running.finish().ended();
            assertThat(log.theConfirmed(RULE).className()).isEqualTo("com.example.harbour.Harbour");
            assertThat(log.warnings()).isEmpty();
            for (JsonElement rule : log.report().getAsJsonObject("coverage").getAsJsonArray("rules")) {
                String id = "rule=\"" + rule.getAsJsonObject().get("rule").getAsString() + "\"";
                assertThat(lines(seen, "seaworthy_findings{", id))
                        .as(id)
                        .extracting(line -> line.replaceAll(".*state=\"(\\w+)\".*", "$1"))
                        .contains("suspected", "confirmed", "resolved");
                assertThat(lines(seen, "seaworthy_occurrences_total{", id))
                        .as(id)
                        .isNotEmpty();
            }
        }
    }

    @NewestJdk
    void findings_appear_in_registries_of_a_plain_application(Jdk jdk) {
        try (Running running =
                with(Voyage.of(jdk, OwnRegistries.class)).stdinOpen().start()) {
            Logbook log = running.await("ready").say("go").finish().ended();

            assertThat(log.out()).contains("global 1 simple 1.0 own 1.0 composites 0");
            assertThat(log.out())
                    .contains(
                            "seaworthy_findings{area=\"http\",rule=\"http/localhost-endpoint\",severity=\"blocker\",state=\"confirmed\"} ");
        }
    }

    @NewestJdk
    void nothing_is_added_where_the_setting_is_off(Jdk jdk) {
        Logbook log = with(Voyage.of(jdk, OwnRegistries.class))
                .arguments("unseen")
                .agent("metrics.app=false")
                .stdin("go\n")
                .run()
                .ended();

        assertThat(log.out()).contains("ready", "global 1 simple 0.0 own 0.0 composites 0");
        assertThat(log.hookInstalled("runtime.Micrometer")).isNull();
    }

    @NewestJdk
    void registries_of_undeployed_applications_are_collected(Jdk jdk) {
        String[] jars =
                Stream.of(LIBRARIES).map(name -> Libraries.jar(name).toString()).toArray(String[]::new);
        Logbook log =
                Voyage.of(jdk, DeployedRegistries.class).arguments(jars).run().ended();

        assertThat(log.out()).contains("shown shown ", "loaders left 0");
    }

    @NewestJdk
    void registries_are_found_when_the_agent_comes_late(Jdk jdk) throws Exception {
        try (Running running = with(Voyage.of(jdk, OwnRegistries.class))
                .arguments("late")
                .withoutAgent()
                .stdinOpen()
                .start()) {
            running.await("ready");
            VirtualMachine machine = VirtualMachine.attach(Long.toString(running.pid()));
            machine.loadAgent(Libraries.agent().toString(), "environment=container,http.port=off");
            machine.detach();
            assertThat(running.say("go").finish().ended().out()).contains("global 1 simple 1.0");
        }
    }

    private static Voyage with(Voyage voyage) {
        return voyage.with(LIBRARIES);
    }

    /** The same requests for both twins; what the application's metrics are then. */
    private static String visit(Running running) {
        for (String path : List.of("/ship", "/ship", "/hazard", "/actuator/metrics", "/actuator/prometheus")) {
            assertThat(running.get(path).statusCode()).isEqualTo(200);
        }
        return running.get("/actuator/prometheus").body();
    }

    private static String awaitLine(Running running, String start, String... parts) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> running.get("/actuator/prometheus").body(),
                        text -> !lines(text, start, parts).isEmpty());
    }

    private static String line(String text, String start, String... parts) {
        List<String> found = lines(text, start, parts);
        assertThat(found).as(start + " " + List.of(parts) + " in\n" + text).hasSize(1);
        return found.get(0);
    }

    private static List<String> lines(String text, String start, String... parts) {
        return text.lines()
                .filter(line -> line.startsWith(start) && Stream.of(parts).allMatch(line::contains))
                .toList();
    }

    /** Names of the application's own metrics; what a garbage collection adds depends on when there is one. */
    private static Set<String> ownNames(String text) {
        Set<String> names = new TreeSet<>();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .filter(name -> !name.startsWith("seaworthy_") && !name.startsWith("jvm_gc_"))
                .forEach(names::add);
        return names;
    }

    private static List<String> own(String text, String name) {
        List<String> found = lines(text, name);
        assertThat(found).isNotEmpty();
        return found;
    }
}
