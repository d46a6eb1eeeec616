package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.Site;
import org.jspecify.annotations.Nullable;

/** How to set timeouts, in the words of the client that made the call. */
final class TimeoutFix {

    private static final long CONNECT_MILLIS = 2_000;
    private static final String MAIL = "mail.smtp.";

    /** The version of Java whose client lets a request's timeout cover the body. */
    private static final int WHOLE_CALL_SINCE = 26;

    private TimeoutFix() {}

    /** A response timeout: three times the slowest call, rounded up to what people write. */
    static long proposal(long millis) {
        for (long round : new long[] {1_000, 2_000, 5_000, 10_000}) {
            if (millis * 3 <= round) {
                return round;
            }
        }
        return 30_000;
    }

    /** One imperative sentence; {@code proposed} is a response timeout in milliseconds. */
    static String of(CallSent seen, long proposed) {
        Site site = seen.origin().site();
        long connect = Math.min(CONNECT_MILLIS, proposed);
        if (site.goesThrough("org.springframework.http.client.JdkClientHttpRequest")) {
            return "Build the JDK HttpClient with connectTimeout(Duration.ofMillis(" + connect
                    + ")) and give JdkClientHttpRequestFactory setReadTimeout(" + proposed
                    + "), or set spring.http.client.connect-timeout and read-timeout.";
        }
        if (site.goesThrough("org.springframework.") && seen.client().equals("HttpURLConnection")) {
            return "Give the RestTemplate or RestClient a SimpleClientHttpRequestFactory with setConnectTimeout("
                    + connect + ") and setReadTimeout(" + proposed
                    + "), or set spring.http.client.connect-timeout and read-timeout.";
        }
        if (seen.client().equals("java.net.http")) {
            return ofJdk(connect, proposed);
        }
        if (seen.client().equals("OkHttp")) {
            return "Build the OkHttpClient with connectTimeout(Duration.ofMillis(" + connect
                    + ")) and readTimeout(Duration.ofMillis(" + proposed + ")).";
        }
        if (seen.client().startsWith("Apache HttpClient 5")) {
            return "Set ConnectionConfig.setConnectTimeout(Timeout.ofMilliseconds(" + connect
                    + ")) on the connection manager and RequestConfig.setResponseTimeout(Timeout.ofMilliseconds("
                    + proposed + ")) on the client.";
        }
        if (site.goesThrough("org.apache.http.impl.client.AbstractHttpClient")) {
            return "Call HttpConnectionParams.setConnectionTimeout(client.getParams(), " + connect
                    + ") and HttpConnectionParams.setSoTimeout(client.getParams(), " + proposed + ").";
        }
        if (seen.client().startsWith("Apache Http")) {
            return "Build the client with setDefaultRequestConfig(RequestConfig.custom().setConnectTimeout(" + connect
                    + ").setSocketTimeout(" + proposed + ").build()).";
        }
        if (seen.client().equals("Commons HttpClient 3")) {
            return "Call setConnectionTimeout(" + connect + ") and setSoTimeout(" + proposed
                    + ") on getHttpConnectionManager().getParams() of the HttpClient.";
        }
        if (seen.client().equals("OkHttp 2")) {
            return "Call setConnectTimeout(" + connect + ", TimeUnit.MILLISECONDS) and setReadTimeout(" + proposed
                    + ", TimeUnit.MILLISECONDS) on the OkHttpClient.";
        }
        if (site.goesThrough("org.springframework.web.reactive.")
                && seen.client().equals("Reactor Netty")) {
            return "Give the WebClient a ReactorClientHttpConnector whose HttpClient has"
                    + " option(ChannelOption.CONNECT_TIMEOUT_MILLIS, " + connect
                    + ") and responseTimeout(Duration.ofMillis("
                    + proposed + ")).";
        }
        String asynchronous = ofAsynchronous(seen.client(), connect, proposed);
        if (asynchronous != null) {
            return asynchronous;
        }
        String values = "setConnectTimeout(" + connect + ") and setReadTimeout(" + proposed + ")";
        boolean opens = site.stack().stream()
                .takeWhile(frame -> !frame.equals(site.place()))
                .anyMatch(frame -> frame.className().equals("java.net.URL")
                        && frame.method().equals("openStream"));
        return (opens ? "Replace URL.openStream() with openConnection(), and call " : "Call ") + values
                + " on the connection before you use it.";
    }

    /** Before 26, the timeout of a request ends with the head of the answer. */
    private static String ofJdk(long connect, long proposed) {
        String client = "HttpClient.newBuilder().connectTimeout(Duration.ofMillis(" + connect + "))";
        return Runtime.version().feature() < WHOLE_CALL_SINCE
                ? "Set connectTimeout on the client and orTimeout on each call; " + client
                        + " and sendAsync(request, handler).orTimeout(" + proposed
                        + ", TimeUnit.MILLISECONDS).join(), because the request's own timeout does not cover the body."
                : "Set connectTimeout on the client and timeout on each request; " + client
                        + " and HttpRequest.newBuilder().timeout(Duration.ofMillis(" + proposed + ")).";
    }

    private static @Nullable String ofAsynchronous(String client, long connect, long proposed) {
        return switch (client) {
            case "Jetty client" ->
                "Call setConnectTimeout(" + connect + ") and setIdleTimeout(" + proposed + ") on the HttpClient.";
            case "Reactor Netty" ->
                "Build the HttpClient with option(ChannelOption.CONNECT_TIMEOUT_MILLIS, " + connect
                        + ") and responseTimeout(Duration.ofMillis(" + proposed + ")).";
            case "AsyncHttpClient" ->
                "Set the connect timeout to " + connect + " ms and the request timeout to " + proposed
                        + " ms in the DefaultAsyncHttpClientConfig.";
            case "Vert.x client" ->
                "Set HttpClientOptions.setConnectTimeout(" + connect + ") and the request's idle timeout to " + proposed
                        + " ms.";
            case "gRPC" ->
                "Call withDeadlineAfter(" + proposed + ", TimeUnit.MILLISECONDS) on the stub before each call,"
                        + " or set a timeout in the channel's service config.";
            case "Jakarta Mail" ->
                "Set the session's properties " + MAIL + "connectiontimeout=5000, " + MAIL + "timeout=10000 and " + MAIL
                        + "writetimeout=10000 (Spring Boot: the same names below spring.mail.properties), with the"
                        + " protocol that you use in place of smtp.";
            case "AWS SDK" -> "Set apiCallTimeout and apiCallAttemptTimeout in the client's overrideConfiguration.";
            case "AWS SDK Netty client" ->
                "Build NettyNioAsyncHttpClient with connectionTimeout(Duration.ofMillis(" + connect
                        + ")) and readTimeout(Duration.ofMillis(" + proposed + ")).";
            default -> null;
        };
    }
}
