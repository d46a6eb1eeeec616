package dev.seaworthy.harness;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus and its {@code promtool}, as Debian's package {@code prometheus} brings them. */
public final class Prometheus implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;
    private final Path log;

    private Prometheus(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts one that scrapes each target every second, on a free port of loopback.
     *
     * @param folder where its configuration, data and log go
     * @param rules file of rules
     * @param targets {@code host:port}
     */
    public static Prometheus start(Path folder, Path rules, String job, String... targets) throws IOException {
        String list = "['" + String.join("', '", targets) + "']";
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: ['%s']
                scrape_configs:
                  - job_name: %s
                    static_configs:
                      - targets: %s
                """.formatted(rules, job, list));
        int port = freePort();
        Path log = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        tool("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** Runs {@code promtool} in a folder; fails with what it says unless it is content. */
    public static String promtool(Path folder, Path stdin, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool("promtool")));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "promtool", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(stdin.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String text = Files.readString(said);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " is not content:\n" + text);
        }
        return text;
    }

    /** What an expression yields now: {@code metric} and {@code value} of each; empty until Prometheus is ready. */
    public List<JsonObject> query(String expression) throws IOException, InterruptedException {
        JsonArray result = get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .getAsJsonArray("result");
        List<JsonObject> all = new ArrayList<>();
        if (result != null) {
            result.forEach(one -> all.add(one.getAsJsonObject()));
        }
        return all;
    }

    /** {@code pending} and {@code firing} alerts, each {@code name state}. */
    public List<String> alerts() throws IOException, InterruptedException {
        JsonArray alerts = get("alerts").getAsJsonArray("alerts");
        List<String> all = new ArrayList<>();
        if (alerts != null) {
            alerts.forEach(one -> all.add(one.getAsJsonObject()
                            .getAsJsonObject("labels")
                            .get("alertname")
                            .getAsString() + " "
                    + one.getAsJsonObject().get("state").getAsString()));
        }
        return all;
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus has ended:\n" + Files.readString(log));
        }
        HttpResponse<String> response;
        try {
            response = client.send(
                    HttpRequest.newBuilder(address.resolve("/api/v1/" + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException starting) {
            return new JsonObject();
        }
        if (response.statusCode() == 503) {
            return new JsonObject(); // starting
        }
        JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.getAsJsonObject("data");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String tool(String name) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path tool = Path.of(folder, name);
            if (Files.isExecutable(tool)) {
                return tool.toString();
            }
        }
        throw new AssertionError(
                "No " + name + " on the PATH: install Debian's package prometheus, or Prometheus 2.42 or newer");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
