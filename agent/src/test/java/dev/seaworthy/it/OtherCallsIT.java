package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.io.TempDir;

/** Calls by gRPC and connections to mail servers, which have other limits than HTTP: real servers in another process, this one. */
class OtherCallsIT {

    private static final String UNLIMITED = "unlimited by default";
    private static final String DEADLINE = "limits info unknown 9000 ms by request";

    @TempDir
    Path folder;

    @EveryJdk
    void grpc_1_75(Jdk jdk) throws Exception {
        grpc(jdk, "io.grpc:grpc-netty:1.75.0", "io.grpc:grpc-stub:1.75.0");
    }

    @NewestJdk
    void grpc_1_60(Jdk jdk) throws Exception {
        grpc(jdk, "io.grpc:grpc-netty-shaded:1.60.2", "io.grpc:grpc-stub:1.60.2");
    }

    @NewestJdk
    void grpc_1_30(Jdk jdk) throws Exception {
        grpc(jdk, "io.grpc:grpc-netty:1.30.2", "io.grpc:grpc-stub:1.30.2");
    }

    @NewestJdk
    void grpc_on_okhttp(Jdk jdk) throws Exception {
        grpc(jdk, "io.grpc:grpc-okhttp:1.75.0", "io.grpc:grpc-stub:1.75.0");
    }

    private void grpc(Jdk jdk, String... libraries) throws Exception {
        Logbook log;
        try (URLClassLoader loader = compiled("GrpcHost", "io.grpc:grpc-netty:1.75.0", "io.grpc:grpc-stub:1.75.0")) {
            Object host = made(loader, "GrpcHost");
            try (AutoCloseable closes = (AutoCloseable) host) {
                String port = String.valueOf(((IntSupplier) host).getAsInt());
                log = sail(jdk, "GrpcCalls", List.of("shop.test", port), libraries);
            }
        }
        assertThat(log.out()).as(log.toString()).contains("refused UNAVAILABLE", "many aa", "done");
        assertThat(log.hookInstalled("http.Grpc")).isTrue();
        String none = "grpc high " + UNLIMITED + " " + UNLIMITED;
        assertThat(limits(log, "read-timeout", "whole-call-timeout"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "plain", none,
                        "future", none,
                        "async", none,
                        "waitedFor", "grpc low " + UNLIMITED + " " + UNLIMITED,
                        "many", "limits info unknown " + UNLIMITED,
                        "byOptions", DEADLINE,
                        "byInterceptor", DEADLINE,
                        "byContext", DEADLINE,
                        "byServiceConfig", DEADLINE)));
        assertThat(log.observations("http.call")).as(log.toString()).isEqualTo(12);
        assertThat(log.confirmed("http/localhost-endpoint").stream().map(Sighting::severity))
                .as("nobody listens there")
                .containsExactly("blocker");
        assertThat(log.confirmed("http/plain-http").stream().map(Sighting::method))
                .contains("plain", "byOptions")
                .doesNotContain("refused");
    }

    @EveryJdk
    void mail(Jdk jdk) throws Exception {
        Logbook log;
        try (URLClassLoader loader = compiled("MailHost", "com.icegreen:greenmail:2.1.5")) {
            Object host = made(loader, "MailHost");
            try (AutoCloseable closes = (AutoCloseable) host) {
                List<String> arguments = new ArrayList<>(List.of("shop.test"));
                for (int i = 0; i < 3; i++) {
                    arguments.add(String.valueOf(((IntFunction<?>) host).apply(i)));
                }
                log = sail(
                        jdk,
                        "Mails",
                        arguments,
                        "org.eclipse.angus:jakarta.mail:2.0.4",
                        "com.sun.mail:javax.mail:1.6.2");
            }
        }
        assertThat(log.out()).as(log.toString()).contains("done");
        assertThat(log.hookInstalled("http.Mail")).isTrue();
        String none = "mail high " + UNLIMITED + " " + UNLIMITED;
        String set = "limits info 1100 ms by client 1200 ms by client";
        assertThat(limits(log, "connect-timeout", "read-timeout"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "plain", none,
                        "limited", set,
                        "connectOnly", "mail high 1100 ms by client " + UNLIMITED,
                        "readOnly", "mail medium " + UNLIMITED + " 1200 ms by client",
                        "pop3", none,
                        "imap", none,
                        "imapLimited", set,
                        "javax", none,
                        "javaxLimited", set)));
        log.saw("http.call", 9);
        assertThat(log.confirmed("http/plain-http")).as("no HTTP").isEmpty();
        assertThat(log.err() + log.report()).doesNotContain("ahoy-there");
    }

    private Map<String, String> limits(Logbook log, String... evidence) {
        Map<String, String> seen = new TreeMap<>();
        for (Sighting found : log.confirmed("http/no-timeout")) {
            StringBuilder text = new StringBuilder(found.variant() + " " + found.severity());
            for (String one : evidence) {
                text.append(' ').append(found.evidence().get(one).getAsString());
            }
            if (!text.toString().endsWith("unknown unknown")) { // a mail that is sent over an open connection
                // On a slow machine some of the time is over as the call begins.
                seen.put(String.valueOf(found.method()), text.toString().replaceAll(" 8\\d00 ms", " 9000 ms"));
            }
        }
        return seen;
    }

    private Logbook sail(Jdk jdk, String program, List<String> arguments, String... libraries) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost shop.test\n");
        return Voyage.of(jdk, "fixture.calls." + program)
                .classesIn(Sources.compile(folder, sources(), "fixture.calls." + program, libraries))
                .with(libraries)
                .jvm("-Djdk.net.hosts.file=" + hosts)
                .agent("calls.show-limits=true", "environment=container")
                .arguments(arguments.toArray(new String[0]))
                .run()
                .ended();
    }

    /** A server's program with its libraries, apart from this test's. */
    private URLClassLoader compiled(String name, String... libraries) throws MalformedURLException {
        Path classes = Sources.compile(folder, sources(), "fixture.calls." + name, libraries);
        List<URL> all = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (Path library : Libraries.jars(libraries)) {
            all.add(library.toUri().toURL());
        }
        return new URLClassLoader(all.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static Object made(ClassLoader loader, String name) throws ReflectiveOperationException {
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return loader.loadClass("fixture.calls." + name)
                    .getDeclaredConstructor()
                    .newInstance();
        } finally {
            Thread.currentThread().setContextClassLoader(OtherCallsIT.class.getClassLoader());
        }
    }

    private static Path sources() {
        return Libraries.repository().resolve("agent/src/test/clients");
    }
}
