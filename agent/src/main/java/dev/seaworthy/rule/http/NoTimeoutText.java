package dev.seaworthy.rule.http;

import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.Site;

/** Says what is unlimited about a call, and how its client is told a timeout. */
final class NoTimeoutText {

    private static final long CONNECT_MILLIS = 2_000;

    private NoTimeoutText() {}

    /** What is unlimited, and what the slowest call took; {@code millis} is that time. */
    static String message(CallSent seen, boolean read, boolean connect, long millis) {
        String call = seen.client() + " calls " + seen.target();
        String took = seen.outcome() == Outcome.PENDING
                ? "; one has taken " + millis + " ms so far and goes on"
                : "; the slowest call so far took " + (millis == 0 ? "less than 1" : millis) + " ms";
        if (!read && !connect) {
            return call + " and waits up to " + Math.max(seen.connectTimeout(), seen.readTimeout()) / 1000 + " s"
                    + took;
        }
        String what = read && connect ? "any timeout" : read ? "a response timeout" : "a connect timeout";
        return call + " without " + what + (seen.bounded() ? ", though something around the call may bound it" : "")
                + took;
    }

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
    static String fix(CallSent seen, long proposed) {
        Site site = seen.origin().site();
        long connect = Math.min(CONNECT_MILLIS, proposed);
        if (site.goesThrough("org.springframework.http.client.JdkClientHttpRequest")) {
            return "Build the JDK HttpClient with connectTimeout(Duration.ofMillis(" + connect
                    + ")) and give JdkClientHttpRequestFactory setReadTimeout(" + proposed
                    + "), or set spring.http.client.connect-timeout and read-timeout";
        }
        if (site.goesThrough("org.springframework.")) {
            return "Give the RestTemplate or RestClient a SimpleClientHttpRequestFactory with setConnectTimeout("
                    + connect + ") and setReadTimeout(" + proposed
                    + "), or set spring.http.client.connect-timeout and read-timeout";
        }
        if (seen.client().equals("java.net.http")) {
            return "Build the client with HttpClient.newBuilder().connectTimeout(Duration.ofMillis(" + connect
                    + ")) and each request with HttpRequest.newBuilder().timeout(Duration.ofMillis(" + proposed + "))";
        }
        String values = "setConnectTimeout(" + connect + ") and setReadTimeout(" + proposed + ")";
        for (var frame : site.stack()) {
            if (frame.equals(site.place())) {
                break;
            }
            if (frame.className().equals("java.net.URL") && frame.method().equals("openStream")) {
                return "Replace URL.openStream() by openConnection(), and call " + values
                        + " on the connection before reading";
            }
        }
        return "Call " + values + " on the connection before it is used";
    }
}
