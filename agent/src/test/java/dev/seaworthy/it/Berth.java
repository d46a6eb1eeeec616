package dev.seaworthy.it;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A server that takes uploads, as a program in {@code src/test/quays}.
 *
 * @param ways what is asked for, and the method that keeps it; none if it is empty
 */
record Berth(int jdk, String server, Map<String, String> ways, String... libraries) {

    private static final int OLDEST = 17;
    private static final int NEWEST = 25;

    private static final Map<String, String> SERVLET =
            later(Map.of("part", "doPost", "part-stream", "stream", "raw-stream", "stream", "raw-events", "bytes"));
    private static final Map<String, String> TOMCAT = later(Map.of(
            "part", "doPost",
            "part-stream", "stream",
            "raw-random", "randomAccess",
            "part-async", "copy",
            "raw-events", "bytes",
            "raw-none", "",
            "part-name", "bytes",
            "part-climbs", "climb"));
    private static final Map<String, String> VERTX = Map.of(
            "part-left", "",
            "part-moved", "moved",
            "part-streamed", "streamed",
            "raw-file", "file",
            "raw-blocking", "bytes",
            "part-blocking", "copy",
            "part-scratch", "");
    private static final Map<String, String> FLUX = Map.of(
            "part", "transfer",
            "part-bytes", "bytes",
            "raw-buffers", "take",
            "raw-bytes", "bytes",
            "raw-channel", "channel",
            "raw-later", "stream",
            "part-scratch", "",
            "raw-passed", "");

    /** What servlets do on other threads than the server's, too. */
    private static Map<String, String> later(Map<String, String> ways) {
        Map<String, String> all = new TreeMap<>(ways);
        for (String way : List.of("part-later", "part-virtual", "raw-later", "raw-virtual")) {
            all.put(way, "stream");
        }
        all.put("part-scratch", "");
        all.put("raw-passed", "");
        return all;
    }

    /** Controllers of Spring MVC that answer later. */
    private static Map<String, String> controllers(Map<String, String> ways) {
        Map<String, String> all = new TreeMap<>(ways);
        all.put("mvc-callable", "callable");
        all.put("mvc-later", "stream");
        all.put("mvc-future", "keep");
        all.put("mvc-temporary", "");
        all.put("mvc-scratch", "");
        return all;
    }

    static Stream<Berth> all() {
        Map<String, String> jdk = new TreeMap<>(Map.of(
                "raw-stream", "stream",
                "raw-copy", "copy",
                "raw-random", "randomAccess",
                "raw-bytes", "bytes",
                "raw-commons", "take",
                "raw-worker", "bytes",
                "raw-thread", "bytes"));
        jdk.put("raw-handed-later", "stream");
        jdk.put("raw-handed-virtual", "stream");
        jdk.put("part-handed-later", "stream");
        for (String way : List.of(
                "raw-handed-scratch",
                "raw-handed-passed",
                "raw-scratch",
                "raw-temporary",
                "raw-report",
                "part-report-empty",
                "json-kept")) {
            jdk.put(way, "");
        }
        Map<String, String> spring = controllers(Map.of(
                "commons", "doPost",
                "commons-stream", "stream",
                "to-file", "doPost",
                "to-path", "doPost",
                "stream", "stream",
                "bytes", "bytes"));
        Map<String, String> oldSpring = controllers(Map.of(
                "commons", "commons",
                "commons-spring", "doPost",
                "to-file", "doPost",
                "to-path", "doPost",
                "stream", "stream"));
        return Stream.of(
                new Berth(OLDEST, "JdkLanding", jdk, "commons-io"),
                new Berth(NEWEST, "JdkLanding", jdk, "commons-io"),
                new Berth(OLDEST, "OldTomcatParts", TOMCAT, "org.apache.tomcat.embed:tomcat-embed-core:9.0.111"),
                new Berth(NEWEST, "TomcatParts", TOMCAT, "org.apache.tomcat.embed:tomcat-embed-core:10.1.48"),
                new Berth(NEWEST, "TomcatParts", TOMCAT, "org.apache.tomcat.embed:tomcat-embed-core:11.0.27"),
                new Berth(OLDEST, "ServletJetty9", SERVLET, "org.eclipse.jetty:jetty-servlet:9.4.57.v20241219"),
                new Berth(OLDEST, "ServletJetty9", SERVLET, "org.eclipse.jetty:jetty-servlet:10.0.24"),
                new Berth(NEWEST, "ServletJetty11", SERVLET, "org.eclipse.jetty:jetty-servlet:11.0.25"),
                new Berth(NEWEST, "ServletJetty9", SERVLET, "org.eclipse.jetty.ee8:jetty-ee8-servlet:12.1.13"),
                new Berth(OLDEST, "ServletJetty11", SERVLET, "org.eclipse.jetty.ee9:jetty-ee9-servlet:12.0.29"),
                new Berth(NEWEST, "ServletJetty12", SERVLET, "org.eclipse.jetty.ee10:jetty-ee10-servlet:12.1.13"),
                new Berth(
                        NEWEST,
                        "JettyParts",
                        Map.of(
                                "part", "handle",
                                "part-stream", "stream",
                                "raw-stream", "stream",
                                "raw-later", "stream",
                                "raw-virtual", "stream",
                                "raw-scratch", "",
                                "part-events", "written",
                                "raw-events", "bytes"),
                        "org.eclipse.jetty:jetty-server:12.1.13"),
                new Berth(NEWEST, "UndertowServlet", SERVLET, "io.undertow:undertow-servlet:2.3.26.Final"),
                new Berth(
                        OLDEST,
                        "UndertowParts",
                        Map.of(
                                "part", "take",
                                "raw-stream", "stream",
                                "part-events", "open",
                                "raw-events", "bytes",
                                "raw-later", "stream",
                                "raw-virtual", "stream",
                                "raw-passed", ""),
                        "io.undertow:undertow-core:2.3.26.Final"),
                new Berth(
                        OLDEST,
                        "OldSpringParts",
                        oldSpring,
                        "org.apache.tomcat.embed:tomcat-embed-core:9.0.111",
                        "org.springframework:spring-webmvc:5.3.31",
                        "commons-fileupload:commons-fileupload:1.5"),
                new Berth(
                        NEWEST,
                        "SpringParts",
                        spring,
                        "org.apache.tomcat.embed:tomcat-embed-core:10.1.48",
                        "org.springframework:spring-webmvc:6.2.19",
                        "org.apache.commons:commons-fileupload2-jakarta-servlet6:2.0.0-M4"),
                new Berth(
                        NEWEST,
                        "SpringParts",
                        spring,
                        "org.apache.tomcat.embed:tomcat-embed-core:11.0.27",
                        "org.springframework:spring-webmvc:7.0.10",
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
                        Map.of(
                                "part-stream", "stream",
                                "raw-copy", "copy",
                                "raw-file", "file",
                                "part-later", "stream",
                                "raw-later", "stream",
                                "raw-stage", "bytes",
                                "raw-scratch", ""),
                        "org.apache.tomcat.embed:tomcat-embed-core:11.0.27",
                        "org.glassfish.jersey.containers:jersey-container-servlet:4.0.2",
                        "org.glassfish.jersey.media:jersey-media-multipart:4.0.2",
                        "org.glassfish.jersey.inject:jersey-hk2:4.0.2"),
                new Berth(
                        NEWEST,
                        "RestEasyParts",
                        Map.of(
                                "part-stream", "stream",
                                "raw-copy", "copy",
                                "part-later", "stream",
                                "raw-later", "stream",
                                "raw-stage", "bytes",
                                "raw-scratch", ""),
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
                                "raw-stream", "content",
                                "raw-later", "stream",
                                "raw-scratch", ""),
                        "io.netty:netty-codec-http:4.1.133.Final"),
                new Berth(
                        NEWEST,
                        "HelidonParts",
                        Map.of(
                                "raw-stream", "stream",
                                "raw-copy", "copy",
                                "raw-bytes", "bytes",
                                "raw-later", "stream",
                                "part", "stream",
                                "part-name", "bytes",
                                "part-scratch", ""),
                        "io.helidon.webserver:helidon-webserver:4.3.0",
                        "io.helidon.http.media:helidon-http-media-multipart:4.1.3"),
                new Berth(
                        NEWEST,
                        "MicronautParts",
                        Map.of(
                                "part", "stream",
                                "part-transferred", "transferred",
                                "part-later", "stream",
                                "part-scratch", "",
                                "raw-bytes", "bytes"),
                        "io.micronaut:micronaut-http-server-netty:4.7.12",
                        "io.micronaut:micronaut-jackson-databind:4.7.12",
                        "io.micronaut:micronaut-inject-java:4.7.12"),
                new Berth(
                        OLDEST,
                        "JavalinParts",
                        Map.of(
                                "part", "stream",
                                "part-file", "toFile",
                                "part-later", "stream",
                                "part-scratch", "",
                                "raw-bytes", "bytes",
                                "raw-later", "stream"),
                        "io.javalin:javalin:6.7.0"),
                new Berth(NEWEST, "VertxParts", VERTX, "io.vertx:vertx-web:4.5.27"),
                new Berth(NEWEST, "VertxParts", VERTX, "io.vertx:vertx-web:5.0.7"));
    }

    @Override
    public String toString() {
        return server + " " + List.of(libraries) + " on JDK " + jdk;
    }
}
