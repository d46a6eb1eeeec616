package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Running;
import dev.seaworthy.harness.Voyage;
import fixture.load.Everything;
import fixture.load.Masses;
import fixture.load.OwnMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Masses, meters, and hooks one and all. */
class LoadIT {
    private static final String[] METRICS = {
        "micrometer-core",
        "micrometer-commons",
        "micrometer-observation",
        "micrometer-registry-prometheus",
        "prometheus-metrics-core",
        "prometheus-metrics-model",
        "prometheus-metrics-config",
        "prometheus-metrics-exposition-textformats",
        "prometheus-metrics-tracer-common",
        "slf4j-api",
        "jspecify"
    };

    @NewestJdk
    void masses_of_paths_and_addresses_do_not_fill_the_heap(Jdk jdk) {
        try (Running running = Voyage.of(jdk, Masses.class)
                .arguments(Jdk.areAllAsked() ? "1000000" : "200000")
                .jvm("-Xmx96m")
                .agent("http.port=0")
                .limit(Duration.ofSeconds(240))
                .start()) {
            int growth = Integer.parseInt(running.awaitOut("GROWTH=(-?\\d+)").group(1));
            Logbook log = running.finish().ended();

            assertThat(growth).as("megabytes").isLessThan(24);
            assertThat(log.findings()).hasSizeLessThan(5_000);
            assertThat(log.confirmed("http/localhost-endpoint")).isNotEmpty();
        }
    }

    @NewestJdk
    void the_application_s_own_meters_are_unchanged(Jdk jdk) {
        List<String> without = scrape(Voyage.of(jdk, OwnMetrics.class).withoutAgent(), false);
        List<String> with = scrape(Voyage.of(jdk, OwnMetrics.class).agent("http.port=0"), true);

        assertThat(without).anyMatch(line -> line.startsWith("orders_total")).contains("registries 1");
        assertThat(with.stream().filter(line -> !line.contains("seaworthy_"))).isEqualTo(without);
    }

    @EveryJdk
    void every_hook_on_the_jdk_took(Jdk jdk) {
        Logbook log = Voyage.of(jdk, Everything.class).run().ended();

        Map<String, String> missing = new TreeMap<>();
        Set<String> installed = new TreeSet<>();
        for (JsonElement entry : log.report().getAsJsonObject("coverage").getAsJsonArray("hooks")) {
            JsonObject hook = entry.getAsJsonObject();
            String name = hook.get("hook").getAsString();
            if (hook.get("installed").getAsBoolean()) {
                installed.add(name);
            } else {
                missing.put(name, hook.get("why").getAsString());
            }
        }
        assertThat(installed)
                .contains(
                        "file.channel",
                        "file.delete",
                        "file.move",
                        "file.open",
                        "http.HttpClient",
                        "http.HttpURLConnection",
                        "jdbc.DriverManager",
                        "log.print",
                        "log.stack-trace",
                        "runtime.executor",
                        "runtime.exit",
                        "server.JdkHttpServer",
                        "server.accept",
                        "server.bind");
        assertThat(missing.values())
                .as("those of libraries that are not there")
                .containsOnly("its class was not loaded");
        assertThat(log.observations("http.call")).isEqualTo(3);
    }

    private static List<String> scrape(Voyage voyage, boolean attached) {
        try (Running running = voyage.with(METRICS).stdinOpen().start()) {
            running.await("ready");
            if (attached) {
                assertThat(running.get(running.agentUrl("/metrics")).body()).contains("seaworthy_findings");
            }
            Logbook log = running.say("go").finish().ended();
            return log.out()
                    .lines()
                    .dropWhile(line -> !line.equals("SCRAPE"))
                    .filter(line -> !line.startsWith("checkout_seconds_max"))
                    .toList();
        }
    }
}
