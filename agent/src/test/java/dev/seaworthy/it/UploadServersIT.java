package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Libraries;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.Sighting;
import dev.seaworthy.harness.Sources;
import dev.seaworthy.harness.Voyage;
import fixture.upload.Deliveries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Uploads to real servers by every API that they have for them: what is kept is reported at the line that keeps it. Each
 * server is a program in {@code src/test/quays}, compiled against the version that it runs on.
 */
class UploadServersIT {

    private static final String RULE = "file/upload-to-local-disk";
    private static final String NAME = "file/client-filename-in-path";
    private static final int OLDEST = 17;
    private static final int NEWEST = 25;

    private static final Map<String, String> SERVLET =
            Map.of("part", "doPost", "part-stream", "stream", "raw-stream", "stream", "raw-events", "bytes");
    private static final Map<String, String> TOMCAT = Map.of(
            "part", "doPost",
            "part-stream", "stream",
            "raw-random", "randomAccess",
            "part-async", "copy",
            "raw-events", "bytes",
            "raw-none", "",
            "part-name", "bytes");
    private static final Map<String, String> VERTX = Map.of(
            "part-left", "",
            "part-moved", "moved",
            "part-streamed", "streamed",
            "raw-file", "file",
            "raw-blocking", "bytes");
    private static final Map<String, String> FLUX =
            Map.of("part", "transfer", "part-bytes", "bytes", "raw-buffers", "take", "raw-bytes", "bytes");

    @TempDir
    Path folder;

    /**
     * One program.
     *
     * @param ways what is asked for, and the method that keeps it; none if it is empty
     */
    record Berth(int jdk, String server, Map<String, String> ways, String... libraries) {
        @Override
        public String toString() {
            return server + " " + List.of(libraries) + " on JDK " + jdk;
        }
    }

    static Stream<Berth> berths() {
        Map<String, String> jdk = new TreeMap<>(Map.of(
                "raw-stream", "stream",
                "raw-copy", "copy",
                "raw-random", "randomAccess",
                "raw-bytes", "bytes",
                "raw-commons", "take",
                "raw-worker", "bytes",
                "raw-thread", "bytes"));
        for (String way : List.of("raw-scratch", "raw-temporary", "raw-report", "part-report-empty", "json-kept")) {
            jdk.put(way, "");
        }
        Map<String, String> spring = Map.of(
                "commons", "doPost",
                "commons-stream", "stream",
                "to-file", "doPost",
                "to-path", "doPost",
                "stream", "stream",
                "bytes", "bytes");
        Map<String, String> oldSpring = Map.of(
                "commons", "commons",
                "commons-spring", "doPost",
                "to-file", "doPost",
                "to-path", "doPost",
                "stream", "stream");
        return Stream.of(
                new Berth(OLDEST, "JdkLanding", jdk, "commons-io"),
                new Berth(NEWEST, "JdkLanding", jdk, "commons-io"),
                new Berth(OLDEST, "OldTomcatParts", TOMCAT, "org.apache.tomcat.embed:tomcat-embed-core:9.0.111"),
                new Berth(NEWEST, "TomcatParts", TOMCAT, "org.apache.tomcat.embed:tomcat-embed-core:10.1.48"),
                new Berth(NEWEST, "TomcatParts", TOMCAT, "org.apache.tomcat.embed:tomcat-embed-core:11.0.27"),
                new Berth(OLDEST, "ServletJetty9", SERVLET, "org.eclipse.jetty:jetty-servlet:9.4.57.v20241219"),
                new Berth(OLDEST, "ServletJetty9", SERVLET, "org.eclipse.jetty:jetty-servlet:10.0.24"),
                new Berth(NEWEST, "ServletJetty11", SERVLET, "org.eclipse.jetty:jetty-servlet:11.0.25"),
                new Berth(NEWEST, "ServletJetty12", SERVLET, "org.eclipse.jetty.ee10:jetty-ee10-servlet:12.1.13"),
                new Berth(
                        NEWEST,
                        "JettyParts",
                        Map.of("part", "handle", "part-stream", "stream", "raw-stream", "stream"),
                        "org.eclipse.jetty:jetty-server:12.1.13"),
                new Berth(NEWEST, "UndertowServlet", SERVLET, "io.undertow:undertow-servlet:2.3.26.Final"),
                new Berth(
                        OLDEST,
                        "UndertowParts",
                        Map.of(
                                "part", "take",
                                "raw-stream", "stream",
                                "part-events", "open",
                                "raw-events", "bytes"),
                        "io.undertow:undertow-core:2.3.26.Final"),
                new Berth(
                        OLDEST,
                        "OldSpringParts",
                        oldSpring,
                        "org.apache.tomcat.embed:tomcat-embed-core:9.0.111",
                        "org.springframework:spring-web:5.3.31",
                        "commons-fileupload:commons-fileupload:1.5"),
                new Berth(
                        NEWEST,
                        "SpringParts",
                        spring,
                        "org.apache.tomcat.embed:tomcat-embed-core:10.1.48",
                        "org.springframework:spring-web:6.2.19",
                        "org.apache.commons:commons-fileupload2-jakarta-servlet6:2.0.0-M4"),
                new Berth(
                        NEWEST,
                        "SpringParts",
                        spring,
                        "org.apache.tomcat.embed:tomcat-embed-core:11.0.27",
                        "org.springframework:spring-web:7.0.10",
                        "org.apache.commons:commons-fileupload2-jakarta-servlet6:2.0.0-M4"),
                new Berth(
                        OLDEST,
                        "FluxParts",
                        FLUX,
                        "org.springframework:spring-webflux:6.2.19",
                        "org.springframework:spring-context:6.2.19",
                        "io.projectreactor.netty:reactor-netty-http:1.2.11"),
                new Berth(
                        NEWEST,
                        "FluxParts",
                        FLUX,
                        "org.springframework:spring-webflux:7.0.10",
                        "org.springframework:spring-context:7.0.10",
                        "io.projectreactor.netty:reactor-netty-http:1.3.0"),
                new Berth(
                        OLDEST,
                        "JerseyParts",
                        Map.of("part-stream", "stream", "raw-copy", "copy", "raw-file", "file"),
                        "org.glassfish.jersey.containers:jersey-container-jdk-http:4.0.2",
                        "org.glassfish.jersey.media:jersey-media-multipart:4.0.2",
                        "org.glassfish.jersey.inject:jersey-hk2:4.0.2"),
                new Berth(
                        NEWEST,
                        "RestEasyParts",
                        Map.of("part-stream", "stream", "raw-copy", "copy"),
                        "org.jboss.resteasy:resteasy-undertow:7.0.1.Final",
                        "org.jboss.resteasy:resteasy-multipart-provider:7.0.1.Final"),
                new Berth(
                        OLDEST,
                        "OldVertxParts",
                        Map.of("part-left", "", "part-moved", "moved", "raw-file", "file"),
                        "io.vertx:vertx-web:3.9.16"),
                new Berth(
                        NEWEST,
                        "S3Landing",
                        Map.of("raw-temporary", "", "raw-scratch", "", "raw-kept", "kept"),
                        "software.amazon.awssdk:s3:2.31.78",
                        "software.amazon.awssdk:url-connection-client:2.31.78"),
                new Berth(
                        OLDEST,
                        "NettyParts",
                        Map.of(
                                "part", "form",
                                "part-bytes", "bytes",
                                "part-spooled", "form",
                                "part-spooled-left", "",
                                "raw-stream", "content"),
                        "io.netty:netty-codec-http:4.1.133.Final"),
                new Berth(
                        NEWEST,
                        "HelidonParts",
                        Map.of("raw-stream", "stream", "raw-copy", "copy", "raw-bytes", "bytes"),
                        "io.helidon.webserver:helidon-webserver:4.3.0"),
                new Berth(NEWEST, "VertxParts", VERTX, "io.vertx:vertx-web:4.5.27"),
                new Berth(NEWEST, "VertxParts", VERTX, "io.vertx:vertx-web:5.0.7"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("berths")
    void flags_what_is_kept_of_an_upload(Berth berth) throws IOException {
        String server = "fixture.upload." + berth.server;
        Voyage voyage = Voyage.of(Jdk.of(berth.jdk), Deliveries.class)
                .with(berth.libraries)
                .arguments(server);
        Path root = Libraries.repository().resolve("agent/src/test/quays");
        Path source = root.resolve("fixture/upload/" + berth.server + ".java");
        if (berth.server.startsWith("Helidon")) { // needs Java 21
            voyage.classesIn(Sources.compile(
                    Jdk.of(berth.jdk), folder, berth.server, Files.readString(source), berth.libraries));
        } else if (Files.exists(source)) {
            voyage.classesIn(Sources.compile(folder, root, server, berth.libraries));
        }
        Path uploads = voyage.directory().toAbsolutePath().resolve("uploads");
        Logbook log = voyage.arguments(new TreeMap<>(berth.ways).keySet().toArray(new String[0]))
                .run()
                .ended();

        assertThat(log.out()).as(log.toString()).contains("done").doesNotContain(" 50", " 40");
        Map<String, String> found = new TreeMap<>();
        for (Sighting seen : log.confirmed(RULE)) {
            for (JsonElement directory : seen.evidence().getAsJsonArray("directories")) {
                String way =
                        uploads.relativize(Path.of(directory.getAsString())).toString();
                found.merge(way, String.valueOf(seen.method()), (a, b) -> a + " " + b);
            }
        }
        Map<String, String> expected = new TreeMap<>(berth.ways);
        expected.values().removeIf(String::isEmpty);
        assertThat(found).as(log.toString()).isEqualTo(expected);
        assertThat(log.observations("file.write")).isPositive();
        assertThat(log.findings(NAME).stream()
                        .map(seen -> String.valueOf(seen.method()))
                        .toList())
                .as(log.toString())
                .isEqualTo(berth.ways.containsKey("part-name") ? List.of("bytes") : List.of());
    }
}
