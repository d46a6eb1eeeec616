package dev.seaworthy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.Logbook;
import dev.seaworthy.harness.NewestJdk;
import dev.seaworthy.harness.Sighting;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** As {@link ClientsIT}, for asynchronous clients. */
class AsyncClientsIT extends CourierVoyage {

    @NewestJdk
    void jetty_9_2(Jdk jdk) throws IOException {
        check(jdk, "http.Jetty", "JettyClient9", "org.eclipse.jetty:jetty-client:9.2.30.v20200428", jetty(true));
    }

    @NewestJdk
    void jetty_9_4(Jdk jdk) throws IOException {
        check(jdk, "http.Jetty", "JettyClient9", "org.eclipse.jetty:jetty-client:9.4.57.v20241219", jetty(true));
    }

    @NewestJdk
    void jetty_10(Jdk jdk) throws IOException {
        check(jdk, "http.Jetty", "JettyClient9", "org.eclipse.jetty:jetty-client:10.0.24", jetty(false));
    }

    @NewestJdk
    void jetty_11(Jdk jdk) throws IOException {
        check(jdk, "http.Jetty", "JettyClient9", "org.eclipse.jetty:jetty-client:11.0.24", jetty(false));
    }

    @NewestJdk
    void jetty_12_0(Jdk jdk) throws IOException {
        check(jdk, "http.Jetty", "JettyClient12", "org.eclipse.jetty:jetty-client:12.0.16", jetty(false));
    }

    @NewestJdk
    void jetty_12_1(Jdk jdk) throws IOException {
        check(jdk, "http.Jetty", "JettyClient12", "org.eclipse.jetty:jetty-client:12.1.0", jetty(false));
    }

    /** Until 9.4 it waits for ever, and 10 has other defaults. */
    private static Map<String, String> jetty(boolean old) {
        String connect = old ? "15000 ms by default" : "5000 ms by default";
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "async"}) {
            limits.put(method, String.join(" | ", connect, old ? NONE : "30000 ms by default", NONE, "unknown"));
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | 1300 ms by request | unknown");
        limits.put("ofRequest", String.join(" | ", connect, "1200 ms by request", NONE, "unknown"));
        return limits;
    }

    @NewestJdk
    void asyncHttpClient_1_9(Jdk jdk) throws IOException {
        check(jdk, "http.AsyncHttp", "AsyncHttpClient1", "com.ning:async-http-client:1.9.40", asyncHttp());
    }

    @NewestJdk
    void asyncHttpClient_2_0(Jdk jdk) throws IOException {
        check(jdk, "http.AsyncHttp", "AsyncHttpClient2", "org.asynchttpclient:async-http-client:2.0.39", asyncHttp());
    }

    @NewestJdk
    void asyncHttpClient_2_12(Jdk jdk) throws IOException {
        check(jdk, "http.AsyncHttp", "AsyncHttpClient2", "org.asynchttpclient:async-http-client:2.12.3", asyncHttp());
    }

    @NewestJdk
    void asyncHttpClient_3(Jdk jdk) throws IOException {
        check(jdk, "http.AsyncHttp", "AsyncHttpClient3", "org.asynchttpclient:async-http-client:3.0.1", asyncHttp());
    }

    private static Map<String, String> asyncHttp() {
        String connect = "5000 ms by default | 60000 ms by default | ";
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "async"}) {
            limits.put(method, connect + "60000 ms by default | unknown");
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | 1300 ms by client | unknown");
        limits.put("ofRequest", connect + "1300 ms by request | unknown");
        return limits;
    }

    @NewestJdk
    void reactorNetty_1_0(Jdk jdk) throws IOException {
        check(
                jdk,
                "http.ReactorNetty",
                "ReactorClient",
                "io.projectreactor.netty:reactor-netty-http:1.0.48",
                reactor());
    }

    @NewestJdk
    void reactorNetty_1_3(Jdk jdk) throws IOException {
        check(jdk, "http.ReactorNetty", "ReactorClient", "io.projectreactor.netty:reactor-netty-http:1.3.0", reactor());
    }

    private static Map<String, String> reactor() {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "async", "twice", "atSend"}) {
            limits.put(method, String.join(" | ", "30000 ms by default", NONE, NONE, "unknown"));
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | " + NONE + " | unknown");
        limits.put("byHandler", "30000 ms by default | 1200 ms by client | " + NONE + " | unknown");
        return limits;
    }

    @EveryJdk
    void spring_webClient(Jdk jdk) throws IOException {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "async", "all", "inTask", "byOwnOperator"}) {
            limits.put(method, String.join(" | ", "30000 ms by default", NONE, NONE, "unknown"));
        }
        for (String method : new String[] {"byOperator", "byBlock", "byBlockOptional", "byOperatorOfAll"}) {
            limits.put(method, String.join(" | ", "30000 ms by default", NONE, "1300 ms by request", "unknown"));
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | " + NONE + " | unknown");
        String libraries = "org.springframework:spring-webflux:6.2.12 org.springframework:spring-context:6.2.12 "
                + "io.projectreactor.netty:reactor-netty-http:1.2.3";
        Logbook log = check(jdk, "http.ReactorNetty", "SpringWebClient", libraries, limits);
        assertThat(log.confirmed("http/no-timeout").stream()
                        .filter(found -> found.severity().equals("high"))
                        .map(Sighting::method))
                .as("what is behind a subscriber, waits for a task or is an operator of another's, cannot be seen")
                .contains("plain", "secret", "all")
                .doesNotContain("async", "inTask", "byOwnOperator");
    }

    @NewestJdk
    void awsNetty(Jdk jdk) throws IOException {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "async"}) {
            limits.put(method, "2000 ms by default | 30000 ms by default | unknown | 10000 ms by default");
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | unknown | 1400 ms by client");
        check(jdk, "http.AwsNetty", "AwsNettyClient", "software.amazon.awssdk:netty-nio-client:2.31.78", limits);
    }

    @NewestJdk
    void vertx_3_9(Jdk jdk) throws IOException {
        check(jdk, "http.Vertx", "VertxClient3", "io.vertx:vertx-core:3.9.16", vertx("plain", "secret"));
    }

    @NewestJdk
    void vertx_4(Jdk jdk) throws IOException {
        check(jdk, "http.Vertx", "VertxClient4", "io.vertx:vertx-core:4.5.14", vertx("plain", "secret", "body"));
    }

    @NewestJdk
    void vertx_5(Jdk jdk) throws IOException {
        check(jdk, "http.Vertx", "VertxClient4", "io.vertx:vertx-core:5.0.4", vertx("plain", "secret", "body"));
    }

    @NewestJdk
    void vertx_webClient_4(Jdk jdk) throws IOException {
        check(jdk, "http.Vertx", "VertxWebClient", "io.vertx:vertx-web-client:4.5.14", vertxWeb());
    }

    @NewestJdk
    void vertx_webClient_5(Jdk jdk) throws IOException {
        check(jdk, "http.Vertx", "VertxWebClient", "io.vertx:vertx-web-client:5.0.4", vertxWeb());
    }

    private static Map<String, String> vertxWeb() {
        Map<String, String> limits = vertx("shop", "secret");
        limits.put("request", limits.remove("ofRequest"));
        return limits;
    }

    private static Map<String, String> vertx(String... plain) {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : plain) {
            limits.put(method, "60000 ms by default | " + NONE + " | unknown | unknown");
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | unknown | unknown");
        limits.put("ofRequest", "60000 ms by default | 1200 ms by request | unknown | unknown");
        return limits;
    }
}
