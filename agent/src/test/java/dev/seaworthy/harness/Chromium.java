package dev.seaworthy.harness;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real Chromium without a window, with one tab, driven by the DevTools protocol. One that is missing fails the test, as
 * a missing JDK does: nothing else tells whether a page can be read.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Gson GSON = new Gson();

    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();

    private Chromium(Process process, URI devTools) throws IOException {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(devTools, new Listener())
                .join();
        String target = send(null, "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .getAsString();
        this.session = send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .getAsString();
        for (String domain : List.of("Page", "Runtime", "Network", "Log", "DOM", "Accessibility")) {
            call(domain + ".enable");
        }
    }

    /** @param directory for its profile, new */
    public static Chromium start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        executable(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--no-default-browser-check",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-extensions",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(directory
                        .resolveSibling(directory.getFileName() + ".log")
                        .toFile())
                .start();
        try {
            Path port = directory.resolve("DevToolsActivePort");
            await("Chromium to listen").atMost(PATIENCE).until(() -> {
                if (!process.isAlive()) {
                    fail("Chromium ended with " + process.exitValue());
                }
                return Files.exists(port) && Files.readAllLines(port).size() > 1;
            });
            List<String> lines = Files.readAllLines(port);
            return new Chromium(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
        } catch (IOException | RuntimeException | Error failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static String executable() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return named;
        }
        for (String name : NAMES) {
            for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
                Path candidate = Path.of(directory, name);
                if (Files.isExecutable(candidate)) {
                    return candidate.toString();
                }
            }
        }
        return fail("no Chromium on the PATH: install the package chromium, or name the program in CHROMIUM");
    }

    /** Sets the size of the window, and forgets what happened so far. */
    public Chromium window(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                width < 600);
        return this;
    }

    /** What the user prefers. */
    public Chromium dark(boolean dark) {
        call(
                "Emulation.setEmulatedMedia",
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")));
        return this;
    }

    /** Opens a page and waits until it is there; what happened before is forgotten. */
    public Chromium visit(URI page) {
        events.clear();
        JsonObject gone = call("Page.navigate", "url", page.toString());
        if (gone.has("errorText")) {
            fail(page + ": " + gone.get("errorText"));
        }
        await("the page " + page)
                .atMost(PATIENCE)
                .until(() -> !events("Page.loadEventFired").isEmpty());
        return this;
    }

    /** The value of an expression; promises are waited for. Objects must be plain data. */
    public JsonElement evaluate(String expression) {
        JsonObject answer =
                call("Runtime.evaluate", "expression", expression, "awaitPromise", true, "returnByValue", true);
        if (answer.has("exceptionDetails")) {
            fail(expression + ": " + answer.get("exceptionDetails"));
        }
        JsonObject result = answer.getAsJsonObject("result");
        return result.has("value") ? result.get("value") : new JsonObject();
    }

    /** Presses a key: {@code Tab}, {@code Enter}. */
    public void press(String key) {
        int code = key.equals("Tab") ? 9 : 13;
        Map<String, Object> down = new LinkedHashMap<>();
        down.put("type", key.equals("Tab") ? "rawKeyDown" : "keyDown");
        down.put("key", key);
        down.put("code", key);
        down.put("windowsVirtualKeyCode", code);
        if (key.equals("Enter")) {
            down.put("text", "\r");
        }
        send(session, "Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code);
    }

    /** URLs that were asked for since the page was opened, the page's own among them. */
    public List<String> requests() {
        return events("Network.requestWillBeSent").stream()
                .map(event -> event.getAsJsonObject("request").get("url").getAsString())
                .toList();
    }

    /** What the browser complained of, and what scripts did, since the page was opened. */
    public List<String> complaints() {
        return events.stream()
                .filter(event -> List.of(
                                "Log.entryAdded",
                                "Runtime.consoleAPICalled",
                                "Runtime.exceptionThrown",
                                "Page.javascriptDialogOpening")
                        .contains(event.get("method").getAsString()))
                .map(JsonObject::toString)
                .toList();
    }

    /** The whole page as a PNG. */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", "captureBeyondViewport", true, "clip", clip())
                        .get("data")
                        .getAsString());
    }

    private Map<String, Object> clip() {
        JsonObject size = call("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
        return Map.of(
                "x",
                0,
                "y",
                0,
                "scale",
                1,
                "width",
                size.get("width").getAsInt(),
                "height",
                Math.min(16_000, size.get("height").getAsInt()));
    }

    /** One command to the tab, with names and values of its parameters. */
    public JsonObject call(String method, Object... parameters) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put((String) parameters[i], parameters[i + 1]);
        }
        return send(session, method, named);
    }

    private List<JsonObject> events(String method) {
        return events.stream()
                .filter(event -> event.get("method").getAsString().equals(method))
                .map(event -> event.getAsJsonObject("params"))
                .toList();
    }

    private JsonObject send(String to, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("id", id);
        command.put("method", method);
        command.put("params", parameters);
        if (to != null) {
            command.put("sessionId", to);
        }
        socket.sendText(GSON.toJson(command), true).join();
        JsonObject said =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (said.has("error")) {
            fail(method + ": " + said.get("error"));
        }
        return said.getAsJsonObject("result");
    }

    @Override
    public void close() {
        try {
            send(null, "Browser.close", Map.of());
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException | AssertionError stuck) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                if (message.has("id")) {
                    CompletableFuture<JsonObject> waiting =
                            answers.remove(message.get("id").getAsInt());
                    if (waiting != null) {
                        waiting.complete(message);
                    }
                } else {
                    events.add(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
