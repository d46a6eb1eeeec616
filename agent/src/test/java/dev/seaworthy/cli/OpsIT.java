package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Prometheus;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.harness.Echo;
import fixture.ops.Watched;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ops} prints, with a real Prometheus, a real shell and real JVMs. */
class OpsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void promtool_is_content_with_the_rules_and_they_do_what_they_say() throws Exception {
        Path nothing = Files.createFile(folder.resolve("nothing"));
        Files.writeString(folder.resolve("alerts.yml"), Printed.text("alerts"));
        try (var test = Objects.requireNonNull(OpsIT.class.getResourceAsStream("/ops/alerts-test.yml"))) {
            Files.copy(test, folder.resolve("alerts-test.yml"));
        }

        assertThat(Prometheus.promtool(folder, nothing, "check", "rules", "alerts.yml"))
                .contains("SUCCESS");
        assertThat(Prometheus.promtool(folder, nothing, "test", "rules", "alerts-test.yml"))
                .contains("SUCCESS");
        String tests = Files.readString(folder.resolve("alerts-test.yml"));
        Files.readAllLines(folder.resolve("alerts.yml")).stream()
                .filter(line -> line.contains("- alert: "))
                .map(line -> line.substring(line.indexOf("- alert: ") + 9))
                .forEach(alert -> assertThat(tests).contains("alertname: " + alert));
    }

    @NewestJdk
    void a_real_prometheus_scrapes_it_and_the_alert_fires(Jdk jdk) throws Exception {
        // Nobody waits a minute here; how long each alert waits is what promtool tests.
        Path rules = Files.writeString(
                folder.resolve("alerts.yml"), Printed.text("alerts").replace("for: 1m\n", "for: 1s\n"));
        Voyage voyage =
                Voyage.of(jdk, Watched.class).agent("http.port=0").stdinOpen().limit(PATIENCE.multipliedBy(2));
        try (Running program = voyage.start()) {
            program.get("/");
            URI metrics = program.agentUrl("/metrics");
            String target = "127.0.0.1:" + metrics.getPort();
            try (Prometheus prometheus = Prometheus.start(folder, rules, "shop", target)) {
                await().atMost(PATIENCE).until(() -> isOne(prometheus, "up{job='shop'}"));
                await().atMost(PATIENCE)
                        .until(
                                () -> isOne(
                                        prometheus,
                                        "seaworthy_findings{rule='http/localhost-endpoint',severity='blocker',state='confirmed'}"));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(prometheus.alerts()).containsOnly("SeaworthyBlocker firing"));

                String scrape = program.get(metrics).body();
                Queries queries = new Queries(scrape);
                assertThat(queries.unknown()).isEmpty();
                for (Map.Entry<String, String> panel : queries.ofPanels().entrySet()) {
                    if (!panel.getKey().contains("Suspected")) {
                        await(panel.getKey()).atMost(PATIENCE).untilAsserted(() -> {
                            program.get("/"); // it goes on happening
                            assertThat(prometheus.query(panel.getValue())).isNotEmpty();
                        });
                    }
                }
                Path text = Files.writeString(folder.resolve("scrape.txt"), scrape);
                assertThat(Prometheus.promtool(folder, text, "check", "metrics"))
                        .isEmpty();
            }
            program.finish().ended();
        }
    }

    @EveryJdk
    void the_options_of_the_overlay_start_a_jvm_with_the_agent(Jdk jdk) throws Exception {
        // What the init container and the volume make of /seaworthy
        Path mounted = Files.createDirectory(folder.resolve("seaworthy"));
        Files.copy(Libraries.agent(), mounted.resolve("seaworthy-agent.jar"));
        Map<String, Object> deployment =
                new Overlay(Printed.yaml("kubernetes", "--deployment", "shop")).over(OpsTest.base());
        Map<String, Object> shop =
                Objects.requireNonNull(Overlay.find(OpsTest.spec(deployment).get("containers"), "shop"));
        Voyage voyage = Voyage.of(jdk, Echo.class)
                .withoutAgent()
                .arguments("0", "stay")
                .environment("SEAWORTHY_HTTP_PORT", "0")
                .environment("SEAWORTHY_HTTP_TOKEN", "t0ken-of-the-secret");
        for (String variable : List.of("JDK_JAVA_OPTIONS", "SEAWORTHY_HTTP_HOST", "SEAWORTHY_REPORT")) {
            voyage.environment(variable, OpsTest.value(shop, variable).replace("/seaworthy/", mounted + "/"));
        }
        try (Running program = voyage.start()) {
            String port = program.awaitErrMatch("Report: http://0\\.0\\.0\\.0:(\\d+)/ ")
                    .group(1);
            URI findings = URI.create("http://127.0.0.1:" + port + "/findings");
            assertThat(program.get(findings).statusCode()).isEqualTo(401);
            assertThat(program.get(findings, "Authorization", "Bearer t0ken-of-the-secret")
                            .statusCode())
                    .isEqualTo(200);
            Logbook log = program.await("stdin").terminate().finish();
            assertThat(log.err()).contains("NOTE: Picked up JDK_JAVA_OPTIONS: -Xmx256m -Dfrom.base=kept -javaagent:");
            assertThat(log.err() + log.out()).doesNotContain("t0ken-of-the-secret");
        }
        assertThat(mounted.resolve("report.json"))
                .content()
                .contains("\"findings\"")
                .doesNotContain("t0ken-of-the-secret");
    }

    private static boolean isOne(Prometheus prometheus, String expression) throws Exception {
        List<JsonObject> result = prometheus.query(expression);
        return result.size() == 1
                && result.get(0).getAsJsonArray("value").get(1).getAsString().equals("1");
    }
}
