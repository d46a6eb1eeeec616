package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.seaworthy.harness.Certificate;
import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.tls.Renewing;
import fixture.tls.Trusting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS to servers in another process, this one, with certificates made here. */
class TlsIT {

    private static final String TRUST = "http/trust-all-tls";
    private static final String CLIENTS = "fixture.tls.Clients";
    private static final String EXPIRING = "http/certificate-expiring";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpsServer> servers = new ArrayList<>();
    private @Nullable HttpServer plain;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        servers.forEach(server -> server.stop(0));
        if (plain != null) {
            plain.stop(0);
        }
        threads.shutdownNow();
    }

    private int serve(Certificate certificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/down", exchange -> pointsDown(exchange, 302));
        server.createContext("/created", exchange -> pointsDown(exchange, 201));
        server.createContext("/", exchange -> {
            byte[] body = "ahoy".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private void pointsDown(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", "http://plain.test:" + plainPort() + "/");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** A server without TLS. */
    private synchronized int plainPort() throws IOException {
        if (plain == null) {
            plain = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            plain.createContext("/", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            plain.start();
        }
        return plain.getAddress().getPort();
    }

    private String hosts(String... names) throws IOException {
        return "-Djdk.net.hosts.file="
                + Files.writeString(folder.resolve("names"), "127.0.0.1 localhost " + String.join(" ", names) + "\n");
    }

    private static Sighting at(Logbook log, String rule, String method) {
        return only(log, rule, seen -> method.equals(seen.method()), method);
    }

    private static Sighting about(Logbook log, String rule, String target) {
        return only(log, rule, seen -> target.equals(seen.target()), target);
    }

    private static Sighting only(Logbook log, String rule, Predicate<Sighting> which, String called) {
        List<Sighting> there = log.findings(rule).stream().filter(which).toList();
        assertThat(there).as(rule + ": " + called + "\n" + log).hasSize(1);
        return there.get(0);
    }

    @EveryJdk
    void flags_clients_that_trust_everybody(Jdk jdk) throws IOException {
        Certificate certificate = Certificate.of("pay.test", folder);
        int port = serve(certificate);
        Logbook log = Voyage.of(jdk, Trusting.class)
                .with("org.apache.httpcomponents:httpclient:4.5.14", "jetty-util-12", "slf4j-api")
                .jvm(hosts("pay.test", "other.test", "plain.test"))
                .arguments(
                        "https://pay.test:" + port,
                        "https://other.test:" + port,
                        "https://localhost:" + port,
                        certificate.file().toString())
                .run()
                .ended();

        assertThat(log.out()).contains("done", "refused");
        for (String manager : List.of(
                "fixture.tls.Trusting$Empty",
                "fixture.tls.Trusting$EmptyExtended",
                "fixture.tls.Trusting$1",
                "org.apache.http.ssl.SSLContextBuilder$TrustManagerDelegate",
                "org.eclipse.jetty.util.ssl.SslContextFactory$X509ExtendedTrustManagerWrapper")) {
            Sighting found = about(log, TRUST, manager);
            assertThat(found.isConfirmed()).as(found.toString()).isTrue();
            assertThat(found.severity()).isEqualTo("blocker");
            assertThat(found.variant()).isNull();
            assertThat(found.evidence().get("peers").toString()).contains("pay.test:" + port);
        }
        Sighting twice = about(log, TRUST, "fixture.tls.Trusting$Empty");
        assertThat(twice.count()).isEqualTo(2);
        assertThat(twice.method()).isEqualTo("context");
        for (String method : List.of("verifierOfOneConnection", "verifierByDefault", "noopVerifierOfApache")) {
            Sighting found = at(log, TRUST, method);
            assertThat(found.isConfirmed()).as(found.toString()).isTrue();
            assertThat(found.severity()).isEqualTo("blocker");
            assertThat(found.variant()).isEqualTo("host-name");
            assertThat(found.evidence().get("peers").toString()).contains("other.test");
            assertThat(found.count()).isEqualTo(1);
        }
        assertThat(about(log, TRUST, "fixture.tls.Trusting$Near").severity()).isEqualTo("low");
        assertThat(about(log, TRUST, "fixture.tls.Trusting$Unused").isConfirmed())
                .isFalse();
        assertThat(log.findings(TRUST)).hasSize(10);
        assertThat(downgrades(log)).containsExactly("down");
        assertThat(log.hookInstalled("http.tls")).isTrue();
    }

    private Certificate certificate(String host, int age, int left) throws IOException {
        return Certificate.of(host, Files.createDirectory(folder.resolve(host)), age, left);
    }

    @EveryJdk
    void flags_certificates_that_end_soon(Jdk jdk) throws IOException {
        List<Certificate> certificates = List.of(
                certificate("soon.test", 60, 20),
                certificate("now.test", 60, 5),
                certificate("over.test", 60, -2),
                certificate("refused.test", 60, -3),
                certificate("later.test", 1, 90),
                certificate("brief.test", 0, 8));
        List<String> arguments = new ArrayList<>();
        for (Certificate one : certificates) {
            arguments.add("https://" + one.host() + ":" + serve(one));
            arguments.add(one.file().toString());
        }
        Certificate own = certificate("own.test", 60, 4);
        Logbook log = Voyage.of(jdk, Renewing.class)
                .jvm(hosts("soon.test", "now.test", "over.test", "refused.test", "later.test", "brief.test"))
                .environment("STORE_PASSWORD", own.password())
                .arguments(own.store().toString())
                .arguments(arguments.toArray(new String[0]))
                .run()
                .ended();

        assertThat(log.out()).contains("refused by refused.test", "made one", "done");
        assertThat(ending(log, "soon.test").severity()).isEqualTo("medium");
        assertThat(ending(log, "soon.test").message()).contains("expires in 19 days");
        assertThat(ending(log, "now.test").severity()).isEqualTo("high");
        assertThat(ending(log, "over.test").severity()).isEqualTo("blocker");
        assertThat(ending(log, "over.test").message()).contains("expired 2 days ago");
        assertThat(ending(log, "refused.test").message()).contains("so handshakes with it fail");
        Sighting shown = ending(log, "CN=own.test");
        assertThat(shown.variant()).isEqualTo("own");
        assertThat(shown.severity()).isEqualTo("high");
        assertThat(shown.method()).isEqualTo("show");
        assertThat(log.findings(EXPIRING)).hasSize(5);
        assertThat(log.observations("tls.certificate")).isEqualTo(8);
    }

    private static Sighting ending(Logbook log, String name) {
        return only(
                log, EXPIRING, seen -> seen.target() != null && seen.target().startsWith(name), name);
    }

    @NewestJdk
    void flags_clients_of_libraries_that_trust_everybody(Jdk jdk) throws IOException {
        String[] libraries = {
            "com.squareup.okhttp3:okhttp:4.12.0",
            "org.apache.httpcomponents.client5:httpclient5:5.1.3",
            "io.netty:netty-handler:4.1.118.Final"
        };
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Sources.compile(classes, Path.of(System.getProperty("basedir"), "src/test/quays"), CLIENTS, libraries);
        Certificate certificate = Certificate.of("pay.test", folder);
        int port = serve(certificate);
        Logbook log = Voyage.of(jdk, CLIENTS)
                .with(libraries)
                .classesIn(classes)
                .jvm(hosts("pay.test", "other.test", "plain.test"))
                .jvm("-Djdk.internal.httpclient.disableHostnameVerification")
                .agent("report.every=1s")
                .arguments(
                        "https://pay.test:" + port,
                        "https://other.test:" + port,
                        certificate.file().toString())
                .run()
                .ended();

        assertThat(log.out()).contains("done");
        for (String method : List.of("okHttpVerifier", "okHttpLambda", "apache5Verifier", "nettyFactory", "verify")) {
            Sighting found = at(log, TRUST, method);
            assertThat(found.isConfirmed()).as(found.toString()).isTrue();
            assertThat(found.severity()).isEqualTo("blocker");
        }
        assertThat(at(log, TRUST, "okHttpLambda").variant()).isEqualTo("host-name");
        assertThat(at(log, TRUST, "nettyFactory").variant()).isNull();
        Sighting option = about(log, TRUST, "jdk.internal.httpclient.disableHostnameVerification");
        assertThat(option.className()).isNull();
        assertThat(option.isConfirmed()).isTrue();
        assertThat(log.confirmed(TRUST)).hasSize(6);
        // The others were shown the way down and did not take it.
        assertThat(downgrades(log)).containsExactly("apache5", "call", "jdkDown");
        assertThat(at(log, "http/plain-http", "jdkDown").message()).contains("http://plain.test");
    }

    private static TreeSet<String> downgrades(Logbook log) {
        TreeSet<String> methods = new TreeSet<>();
        log.confirmed("http/plain-http").forEach(seen -> {
            assertThat(seen.variant()).as(seen.toString()).isEqualTo("downgrade");
            assertThat(seen.severity()).isEqualTo("medium");
            methods.add(seen.method());
        });
        return methods;
    }
}
