package com.example.trial;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that scrapes the agent and has the alerts that {@code ops alerts} prints. */
final class Prometheus implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The program, where it is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Prometheus start(Path program, Voyage voyage, URI agent) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(voyage.output().resolve("prometheus"));
        Path alerts = folder.resolve("alerts.yml");
        Process ops = new ProcessBuilder(
                        voyage.java().toString(), "-jar", voyage.agent().toString(), "ops", "alerts")
                .redirectOutput(alerts.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (ops.waitFor() != 0) {
            throw new IOException("ops alerts ended with status " + ops.exitValue());
        }
        Path configuration =
                Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: ['%s']
                scrape_configs:
                  - job_name: shop
                    static_configs:
                      - targets: ['%s']
                """.formatted(alerts, agent.getAuthority()));
        String listen = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + listen)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://" + listen + "/api/v1/alerts"));
    }

    /** The alerts that are pending or firing, each {@code name state}. */
    List<String> alerts() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(address + " answered " + response.statusCode());
        }
        List<String> alerts = new ArrayList<>();
        for (JsonNode alert : JsonMapper.shared().readTree(response.body()).at("/data/alerts")) {
            alerts.add(alert.at("/labels/alertname").asString() + " "
                    + alert.path("state").asString());
        }
        return alerts;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
