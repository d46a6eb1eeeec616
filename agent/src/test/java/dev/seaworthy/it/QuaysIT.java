package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Relocation;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.serve.Quay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of servers without servlets are units of work, which go on wherever their handlers pass the work on to. Each
 * server is a program in {@code src/test/quays}, compiled against the version that it runs on.
 */
class QuaysIT {

    private static final String SECRET = "http/secret-in-url";
    private static final String KEY = "q7Rk2mXv90aB";

    private static final String[] NETTY = {
        "netty-buffer",
        "netty-codec-4.1",
        "netty-codec-dns",
        "netty-codec-http-4.1",
        "netty-codec-http2",
        "netty-codec-socks",
        "netty-common",
        "netty-handler-4.1",
        "netty-handler-proxy",
        "netty-resolver-4.1",
        "netty-resolver-dns",
        "netty-transport-4.1",
        "netty-transport-native-unix-common"
    };

    private static final String[] NEWER_NETTY = {
        "netty42-buffer",
        "netty42-codec-base",
        "netty42-codec-compression",
        "netty42-codec-dns",
        "netty42-codec-http",
        "netty42-codec-http2",
        "netty42-codec-socks",
        "netty42-common",
        "netty42-handler",
        "netty42-handler-proxy",
        "netty42-resolver",
        "netty42-resolver-dns",
        "netty42-transport",
        "netty42-transport-native-unix-common"
    };

    private static final String[] UNDERTOW = {
        "undertow-core",
        "xnio-api",
        "xnio-nio",
        "jboss-threads",
        "jboss-logging",
        "smallrye-common-annotation",
        "smallrye-common-constraint",
        "smallrye-common-cpu",
        "smallrye-common-function",
        "wildfly-client-config",
        "wildfly-common"
    };

    private static final String[] HELIDON = {
        "helidon",
        "helidon-builder-api",
        "helidon-common",
        "helidon-common-buffers",
        "helidon-common-concurrency-limits",
        "helidon-common-config",
        "helidon-common-configurable",
        "helidon-common-context",
        "helidon-common-features",
        "helidon-common-features-api",
        "helidon-common-features-metadata",
        "helidon-common-key-util",
        "helidon-common-mapper",
        "helidon-common-media-type",
        "helidon-common-parameters",
        "helidon-common-resumable",
        "helidon-common-security",
        "helidon-common-socket",
        "helidon-common-task",
        "helidon-common-tls",
        "helidon-common-types",
        "helidon-common-uri",
        "helidon-config",
        "helidon-http",
        "helidon-http-encoding",
        "helidon-http-media",
        "helidon-logging-common",
        "helidon-metadata",
        "helidon-metadata-hson",
        "helidon-metrics-api",
        "helidon-service-metadata",
        "helidon-service-registry",
        "helidon-webserver"
    };

    /** Programs that paste what comes with a request. */
    private static final Set<String> VALUES = Set.of("PlainNetty", "PlainUndertow", "Jetty12", "Helidon4");

    private static final Set<String> LATE = Set.of("PlainUndertow", "Jetty12");

    private static final String PROFILE = "seaworthy.servers";

    @TempDir
    Path folder;

    @EveryJdk
    void netty(Jdk jdk) throws IOException {
        check(jdk, "PlainNetty", "GET /loop", NETTY);
    }

    @EveryJdk
    @EnabledIfSystemProperty(named = PROFILE, matches = "true")
    void netty_4_2(Jdk jdk) throws IOException {
        check(jdk, "PlainNetty", "GET /loop", NEWER_NETTY);
    }

    /** Its classes have other names then; that they are a server's shows in the ends of these. */
    @NewestJdk
    void netty_in_another_package(Jdk jdk) throws IOException {
        check(jdk, "PlainNetty", "GET /loop", true, NETTY);
    }

    @NewestJdk
    void webflux(Jdk jdk) throws IOException {
        webflux(jdk, "WebFlux");
    }

    @NewestJdk
    void webflux_on_tomcat(Jdk jdk) throws IOException {
        webflux(jdk, "WebFluxServlet", "tomcat-embed-core-11", "tomcat-annotations-api-11");
    }

    private void webflux(Jdk jdk, String server, String... container) throws IOException {
        List<String> libraries = new ArrayList<>(List.of(NETTY));
        libraries.addAll(List.of("reactor-core", "reactor-netty-core", "reactor-netty-http", "reactive-streams"));
        libraries.addAll(List.of("spring-webflux", "spring-web", "spring-core", "spring-beans", "spring-jcl"));
        libraries.addAll(List.of("spring-context", "micrometer-commons", "micrometer-observation"));
        libraries.addAll(List.of(container));
        Logbook log = sail(
                jdk, server, List.of("/bare", "/loop", "/calm", "/far", "/fails"), libraries.toArray(new String[0]));

        assertThat(found(log))
                .as(log.toString())
                .isEqualTo(Set.of(
                        "bare jdbc/unpooled-connection",
                        "log/error-swallowed GET /fails",
                        "loop jdbc/n-plus-one GET /loop 20",
                        "far jdbc/n-plus-one GET /far 20"));
    }

    @NewestJdk
    void vertx_4(Jdk jdk) throws IOException {
        vertx(jdk, with(NETTY, "vertx-core-4", "jackson-core"));
    }

    @NewestJdk
    void vertx_5(Jdk jdk) throws IOException {
        vertx(jdk, with(NEWER_NETTY, "vertx-core-5", "vertx-core-logging", "jackson-core"));
    }

    private void vertx(Jdk jdk, String... libraries) throws IOException {
        Logbook log = sail(jdk, "Vertx4", List.of("/bare", "/loop", "/calm", "/wide", "/ask", "/fails"), libraries);

        assertThat(log.out()).contains("/wide is done by HTTP_2");
        assertThat(found(log))
                .as(log.toString())
                .isEqualTo(Set.of(
                        "bare jdbc/unpooled-connection",
                        "log/error-swallowed GET /fails",
                        "loop jdbc/n-plus-one GET /loop 20",
                        "byQuery jdbc/request-value-in-sql parameter name",
                        "byBody jdbc/request-value-in-sql body",
                        "byHeader jdbc/request-value-in-sql header x-shop",
                        "wide jdbc/n-plus-one GET /wide 20"));
    }

    @EveryJdk
    @EnabledIfSystemProperty(named = PROFILE, matches = "true")
    void vertx_3(Jdk jdk) throws IOException {
        Logbook log = sail(
                jdk,
                "Vertx3",
                List.of("/bare", "/loop", "/calm", "/ask", "/fails"),
                with(NETTY, "vertx-core-3", "jackson-core"));

        assertThat(found(log))
                .as(log.toString())
                .containsExactlyInAnyOrder(
                        "bare jdbc/unpooled-connection",
                        "log/error-swallowed GET /fails",
                        "loop jdbc/n-plus-one GET /loop 20",
                        "byQuery jdbc/request-value-in-sql parameter name",
                        "byBody jdbc/request-value-in-sql body",
                        "byHeader jdbc/request-value-in-sql header x-shop");
    }

    @NewestJdk
    void helidon(Jdk jdk) throws IOException {
        assumeTrue(jdk.major() >= 21);
        check(jdk, "Helidon4", "GET /loop", HELIDON);
    }

    @NewestJdk
    void grpc(Jdk jdk) throws IOException {
        check(
                jdk,
                "GrpcServer",
                "POST /quay.Quay/loop",
                with(
                        NETTY,
                        "grpc-api",
                        "grpc-context",
                        "grpc-core",
                        "grpc-netty",
                        "grpc-stub",
                        "grpc-util",
                        "grpc-guava",
                        "failureaccess",
                        "gson",
                        "perfmark-api"));
    }

    @NewestJdk
    void jetty(Jdk jdk) throws IOException {
        check(jdk, "Jetty12", "GET /loop", "jetty-server-12", "jetty-http-12", "jetty-io-12", "jetty-util-12");
    }

    @EveryJdk
    @EnabledIfSystemProperty(named = PROFILE, matches = "true")
    void jetty_9(Jdk jdk) throws IOException {
        check(
                jdk,
                "Jetty9",
                "GET /loop",
                "jetty-server-9",
                "jetty-http-9",
                "jetty-io-9",
                "jetty-util-9",
                "javax.servlet-api");
    }

    @NewestJdk
    void undertow(Jdk jdk) throws IOException {
        check(jdk, "PlainUndertow", "GET /loop", UNDERTOW);
    }

    @NewestJdk
    void javalin(Jdk jdk) throws IOException {
        check(
                jdk,
                "Javalin6",
                "GET /loop",
                "javalin",
                "jetty-server-11",
                "jetty-http-11",
                "jetty-io-11",
                "jetty-util-11",
                "jetty-servlet-11",
                "jetty-security-11",
                "jetty-webapp-11",
                "jetty-xml-11",
                "websocket-core-common",
                "websocket-core-server",
                "websocket-jetty-api",
                "websocket-jetty-common",
                "websocket-jetty-server",
                "websocket-servlet",
                "jetty-jakarta-servlet-api",
                "kotlin-stdlib");
    }

    /** Its annotation processors compile the program. */
    @NewestJdk
    void micronaut(Jdk jdk) throws IOException {
        check(
                jdk,
                "Micronaut4",
                "GET /loop",
                "io.micronaut:micronaut-http-server-netty:4.7.12",
                "io.micronaut:micronaut-jackson-databind:4.7.12",
                "io.micronaut:micronaut-inject-java:4.7.12");
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private void check(Jdk jdk, String server, String route, String... libraries) throws IOException {
        check(jdk, server, route, false, libraries);
    }

    private void check(Jdk jdk, String server, String route, boolean relocated, String... libraries)
            throws IOException {
        boolean fails = !server.startsWith("Grpc");
        List<String> paths = new ArrayList<>(List.of("/bare", "/loop", "/calm"));
        Set<String> expected =
                new TreeSet<>(Set.of("bare jdbc/unpooled-connection", "loop jdbc/n-plus-one " + route + " 20"));
        if (VALUES.contains(server)) {
            paths.add("/ask");
            expected.add("byQuery jdbc/request-value-in-sql parameter name");
            expected.add("byBody jdbc/request-value-in-sql body");
            expected.add("byHeader jdbc/request-value-in-sql header x-shop");
        }
        if (LATE.contains(server)) {
            paths.add("/late");
            expected.add("byLateBody jdbc/request-value-in-sql body");
        }
        if (fails) {
            paths.add("/fails");
            expected.add("log/error-swallowed GET /fails");
        }
        Logbook log = sail(jdk, server, paths, relocated, libraries);

        assertThat(found(log)).as(log.toString()).isEqualTo(expected);
    }

    /** Every request twice or more, and at last many at once. */
    private Logbook sail(Jdk jdk, String server, List<String> paths, String... libraries) throws IOException {
        return sail(jdk, server, paths, false, libraries);
    }

    private Logbook sail(Jdk jdk, String server, List<String> paths, boolean relocated, String... libraries)
            throws IOException {
        Path root = Libraries.repository().resolve("agent/src/test/quays");
        String name = "fixture.serve." + server;
        Path newer = root.resolve("fixture/serve/" + server + ".java");
        Path classes = server.startsWith("Helidon")
                ? Sources.compile(jdk, folder, server, Files.readString(newer), libraries)
                : server.startsWith("Micronaut")
                        ? Sources.process(folder, root, name, libraries)
                        : Sources.compile(folder, root, name, libraries);
        boolean isWeb = !server.startsWith("Grpc");
        if (relocated) {
            Path moved = folder.resolve("moved");
            classes =
                    Relocation.of(classes, Libraries.jars(libraries), "io/netty/", "com/acme/shaded/io/netty/", moved);
        }
        Logbook log = Voyage.of(jdk, Quay.class)
                .classesIn(classes)
                .with(relocated ? new String[0] : libraries)
                .with("h2", "HikariCP", "slf4j-api-2.0.18")
                .arguments(name)
                .arguments(paths.toArray(new String[0]))
                .arguments(isWeb ? new String[] {"/hand?page=1&api_key=" + KEY} : new String[0])
                .agent("rules=http/secret-in-url,jdbc/unpooled-connection,jdbc/n-plus-one,jdbc/request-value-in-sql,"
                        + "log/error-swallowed")
                .run()
                .ended();
        assertThat(log.out()).as(log.toString()).contains(paths).contains("/few is done", "done");
        if (isWeb) {
            assertThat(log.findings(SECRET).stream().filter(found -> "inbound".equals(found.variant())))
                    .as(log.toString())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.target()).isEqualTo("GET /hand");
                        assertThat(found.severity()).isEqualTo("high");
                        assertThat(found.count()).isEqualTo(12);
                    });
            assertThat(log.err() + log.report()).doesNotContain(KEY);
        }
        return log;
    }

    private static Set<String> found(Logbook log) {
        return log.findings().stream()
                .filter(finding -> finding.isConfirmed() && !finding.rule().equals(SECRET))
                .map(finding -> finding.rule().startsWith("log/")
                        ? finding.rule() + " " + finding.target()
                        : finding.rule().equals("jdbc/request-value-in-sql")
                                ? finding.method() + " " + finding.rule() + " "
                                        + finding.message().replaceAll(".*request's ([^,]*).*", "$1")
                                : finding.method() + " " + finding.rule()
                                        + (finding.evidence().has("times")
                                                ? " "
                                                        + finding.evidence()
                                                                .get("route")
                                                                .getAsString() + " "
                                                        + finding.evidence()
                                                                .get("times")
                                                                .getAsInt()
                                                : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
