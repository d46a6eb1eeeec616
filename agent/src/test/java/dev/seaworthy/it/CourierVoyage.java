package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.calls.Courier;
import fixture.calls.Errands;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Sends a {@link Courier} on its errands to a server in another process, this one, and says what the agent made of it. */
abstract class CourierVoyage {

    static final String TOKEN = "s3cr3t-t0ken-value-3";
    private static final List<String> FINE = List.of(
            "limited",
            "bounded",
            "service",
            "methanolLimited",
            "byOperator",
            "byBlock",
            "byBlockOptional",
            "byOperatorOfAll");
    static final String NONE = "unlimited by default";

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = "ahoy".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        // Not counted: a web socket, which is no call, is refused.
        server.createContext("/socket", exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * @param libraries with spaces between
     * @param limits connect, read, whole call and lease of the calls of each method
     */
    final Logbook check(Jdk jdk, String hook, String program, String libraries, Map<String, String> limits)
            throws IOException {
        String[] library = libraries.split(" ");
        Path root = Libraries.repository().resolve("agent/src/test/clients");
        String name = "fixture.calls." + program;
        Path hosts = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost shop.test limited.test request.test secret.test\n");
        String url = "http://shop.test:" + server.getAddress().getPort() + "/orders";
        Logbook log = Voyage.of(jdk, Errands.class)
                .classesIn(Sources.compile(folder, root, name, library))
                .with(library)
                .jvm("-Djdk.net.hosts.file=" + hosts)
                .agent("calls.show-limits=true")
                .arguments(name, url, TOKEN)
                .run()
                .ended();

        assertThat(log.out()).as(log.toString()).contains("calls " + requests.get(), "done");
        assertThat(log.hookInstalled(hook)).isTrue();
        Map<String, String> seen = new TreeMap<>();
        for (Sighting found : log.confirmed("http/no-timeout")) {
            seen.put(
                    place(found),
                    text(found, "connect-timeout") + " | "
                            + text(found, "read-timeout") + " | " + text(found, "whole-call-timeout") + " | "
                            + text(found, "lease-timeout"));
        }
        assertThat(seen).isEqualTo(new TreeMap<>(limits));
        // Those with limits are listed only because all are; a limit of the caller's own on more than one call is a
        // guess.
        assertThat(log.confirmed("http/no-timeout").stream()
                        .filter(found -> FINE.contains(place(found)))
                        .filter(found -> !found.severity().equals("info")
                                && !(found.severity().equals("low") && "bounded".equals(found.method())))
                        .map(Sighting::method))
                .isEmpty();
        assertThat(log.observations("http.call")).as(log.toString()).isEqualTo(requests.get());
        assertThat(log.confirmed("http/plain-http").stream()
                        .filter(found -> "credentials".equals(found.variant()))
                        .map(CourierVoyage::place))
                .containsExactly("secret");
        assertThat(log.err() + log.report()).doesNotContain(TOKEN);
        return log;
    }

    /** The method of a call; the host of one that is made where no line of the program's is on the stack. */
    private static String place(Sighting found) {
        return found.method() == null
                ? found.target().replaceAll("http://(.*)\\.test:.*", "$1")
                : String.valueOf(found.method());
    }

    private static String text(Sighting found, String evidence) {
        return found.evidence().get(evidence).getAsString();
    }
}
