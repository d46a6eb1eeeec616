package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.MailDrop;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.hazard.RefusedCall;
import fixture.http.Urls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What URLs carry, and which way calls take, with a server in another process, this one, that is the proxy, too. */
class UrlsIT {

    private static final String SECRET = "http/secret-in-url";
    private static final String LINK = "http/localhost-link";
    private static final String PROXY = "http/proxy-ignored";
    private static final String WAYS = "fixture.http.Ways";

    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/body", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static List<Sighting> at(Logbook log, String rule, String method) {
        return log.findings(rule).stream()
                .filter(seen -> method.equals(seen.method()))
                .toList();
    }

    private static Sighting only(Logbook log, String rule, String method) {
        List<Sighting> there = at(log, rule, method);
        assertThat(there).as(rule + " at " + method + "\n" + log).hasSize(1);
        return there.get(0);
    }

    @EveryJdk
    void flags_what_urls_carry_and_which_way_they_take(Jdk jdk) throws IOException {
        Path hosts = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost shop.test kept.test closed.test proxied.test\n");
        int port = server.getAddress().getPort();
        Logbook log = Voyage.of(jdk, Urls.class)
                .jvm("-Djdk.net.hosts.file=" + hosts)
                .environment("PAY_API_KEY", "zT5pW8nQ41xK")
                .environment("http_proxy", "http://user:pr0xyPa55@127.0.0.1:" + port)
                .environment("NO_PROXY", ".cluster.local,kept.test")
                .arguments(
                        "http://shop.test:" + port,
                        "http://kept.test:" + port,
                        "http://closed.test:" + RefusedCall.closedPort(),
                        "http://127.0.0.1:" + port)
                .run()
                .ended();

        assertThat(log.out()).contains("refused", "done");
        Sighting byName = only(log, SECRET, "apiKeyByName");
        assertThat(byName.severity()).isEqualTo("high");
        assertThat(byName.isConfirmed()).isTrue();
        assertThat(byName.target()).isEqualTo("http://shop.test:" + port);
        assertThat(byName.message()).contains("api_key (12 characters)");
        assertThat(only(log, SECRET, "apiKeyByValue").message())
                .contains("environment variable PAY_API_KEY (12 characters)");
        assertThat(at(log, SECRET, "signed")).allMatch(seen -> seen.severity().equals("info"));
        assertThat(log.findings(SECRET)).hasSize(3);
        assertThat(log.err() + log.report()).doesNotContain("q7Rk2mXv90aB", "zT5pW8nQ41xK", "pr0xyPa55");

        assertThat(only(log, LINK, "redirectToLocalhost").severity()).isEqualTo("high");
        assertThat(only(log, LINK, "nativeApp").severity()).isEqualTo("info");
        assertThat(log.findings(LINK)).hasSize(2);

        TreeSet<String> direct = new TreeSet<>();
        log.confirmed(PROXY).forEach(seen -> direct.add(seen.target().replaceAll(":\\d+$", "")));
        assertThat(direct).containsExactly("http://closed.test", "http://shop.test");
        assertThat(log.confirmed(PROXY).stream()
                        .filter(seen -> seen.target().startsWith("http://closed.test"))
                        .toList())
                .hasSize(1)
                .allMatch(seen -> seen.severity().equals("high"));
        assertThat(at(log, PROXY, "byConnection"))
                .hasSize(1)
                .allMatch(seen -> seen.severity().equals("medium"));
        assertThat(log.hookInstalled("http.proxy")).isTrue();
    }

    @EveryJdk
    void flags_what_bodies_and_mails_carry_and_which_way_clients_take(Jdk jdk) throws IOException {
        String[] libraries = {
            "com.squareup.okhttp3:okhttp:4.12.0",
            "com.squareup.okhttp3:mockwebserver:4.12.0",
            "org.apache.httpcomponents:httpclient:4.5.14",
            "org.apache.httpcomponents.client5:httpclient5:5.5.2",
            "org.eclipse.angus:jakarta.mail:2.0.4",
            "io.opentelemetry:opentelemetry-exporter-otlp:1.44.1"
        };
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Sources.compile(classes, Path.of(System.getProperty("basedir"), "src/test/quays"), WAYS, libraries);
        Path hosts =
                Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost shop.test kept.test mail.shop.test\n");
        int port = server.getAddress().getPort();
        Logbook log;
        try (MailDrop mails = new MailDrop()) {
            log = Voyage.of(jdk, WAYS)
                    .with(libraries)
                    .classesIn(classes)
                    .jvm("-Djdk.net.hosts.file=" + hosts)
                    .environment("http_proxy", "http://127.0.0.1:" + port)
                    .environment("NO_PROXY", "kept.test")
                    .arguments("http://shop.test:" + port, "http://kept.test:" + port)
                    .arguments(String.valueOf(port), String.valueOf(mails.port()))
                    .run()
                    .ended();
            assertThat(mails.mails()).hasSize(4);
            assertThat(mails.mails().get(3)).contains("http://localhost:8080/paid");
        }

        assertThat(log.out()).contains("done");
        assertThat(methods(log, PROXY)).containsExactly("apache4Direct", "apache5Direct", "call");
        assertThat(methods(log, LINK))
                .containsExactly("apache4Form", "apache5Json", "call", "connectionForm", "html", "post", "send");
        assertThat(only(log, LINK, "post").count()).isEqualTo(1);
        assertThat(only(log, LINK, "post").message()).contains("callbackUrl in the body");
        assertThat(only(log, LINK, "send").count()).isEqualTo(1);
        assertThat(only(log, LINK, "send").message()).contains("A link in a mail leads to localhost");
        assertThat(only(log, LINK, "send").target()).startsWith("smtp://mail.shop.test:");
        // Neither a stand-in of a test nor an exporter of measurements is a service that the program needs.
        assertThat(methods(log, "http/localhost-endpoint")).isEmpty();
        assertThat(only(log, "http/plain-http", "schema").variant()).isEqualTo("remote-dtd");
        assertThat(log.err() + log.report()).doesNotContain("Xk38-bosun-Lw02", "b".repeat(300), "c".repeat(300));
        assertThat(log.findings())
                .allSatisfy(found -> assertThat(found.target()).hasSizeLessThan(300));
        assertThat(log.saw("http.link", 20).hookInstalled("http.mail")).isTrue();
    }

    /** Where it was found, but for the URLs that nobody should write. */
    private static TreeSet<String> methods(Logbook log, String rule) {
        TreeSet<String> methods = new TreeSet<>();
        log.confirmed(rule).forEach(found -> methods.add(String.valueOf(found.method())));
        methods.remove("once");
        return methods;
    }
}
