package dev.seaworthy.it;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.NewestJdk;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** As {@link ClientsIT}, for those of Apache but HttpClient 5, and for what is as old. */
class ApacheClientsIT extends CourierVoyage {

    private static final String NOTHING = String.join(" | ", NONE, NONE, "unknown", NONE);
    private static final String READ_ONLY = NONE + " | 1200 ms by client | unknown | " + NONE;
    private static final String BY_CLIENT = "1100 ms by client | 1200 ms by client | unknown | 1400 ms by client";
    private static final String BY_REQUEST = BY_CLIENT.replace("client", "request");

    private static Map<String, String> limits(String... methodsWithout) {
        Map<String, String> limits = new HashMap<>();
        for (String method : methodsWithout) {
            limits.put(method, NOTHING);
        }
        return limits;
    }

    /** The caller waits so long for the call's own future, and for no other. */
    private static final String WAITED = "20000 ms by request";

    @NewestJdk
    void commons_3(Jdk jdk) throws IOException {
        Map<String, String> limits = limits("plain", "secret", "toHost");
        limits.put("byClient", READ_ONLY);
        limits.put("byPool", READ_ONLY);
        limits.put("limited", "1100 ms by client | 1200 ms by request | unknown | 1400 ms by client");
        check(jdk, "http.Commons3", "CommonsHttpClient3", "commons-httpclient:commons-httpclient:3.1", limits);
    }

    @NewestJdk
    void httpClient_4_0(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "HttpClient40", "org.apache.httpcomponents:httpclient:4.0.3", parameters());
    }

    @NewestJdk
    void httpClient_4_2(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "HttpClient40", "org.apache.httpcomponents:httpclient:4.2.6", parameters());
    }

    private static Map<String, String> parameters() {
        Map<String, String> limits = limits("plain", "secret");
        limits.put("byRequest", READ_ONLY);
        limits.put("limited", BY_CLIENT);
        return limits;
    }

    @NewestJdk
    void httpClient_4_3(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "HttpClient43", "org.apache.httpcomponents:httpclient:4.3.6", configuration());
    }

    @EveryJdk
    void httpClient_4_5(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "HttpClient43", "org.apache.httpcomponents:httpclient:4.5.14", configuration());
    }

    private static Map<String, String> configuration() {
        Map<String, String> limits = limits("plain", "secret", "byHandler", "minimal", "old");
        limits.put("bySocket", READ_ONLY);
        limits.put("byClient", BY_CLIENT);
        limits.put("limited", BY_REQUEST);
        limits.put("oldLimited", "1100 ms by client | 1200 ms by client | unknown | unknown");
        return limits;
    }

    @NewestJdk
    void httpAsyncClient_4_0(Jdk jdk) throws IOException {
        check(
                jdk,
                "http.Apache4Async",
                "HttpAsyncClient4",
                "org.apache.httpcomponents:httpasyncclient:4.0.2",
                async(WAITED));
    }

    @EveryJdk
    void httpAsyncClient_4_1(Jdk jdk) throws IOException {
        check(
                jdk,
                "http.Apache4Async",
                "HttpAsyncClient4",
                "org.apache.httpcomponents:httpasyncclient:4.1.5",
                async("unknown"));
    }

    /** @param waited how long the whole call may take whose future is waited for; from 4.1 on it is not the client's own */
    private static Map<String, String> async(String waited) {
        Map<String, String> limits = limits("plain", "secret", "async", "bounded");
        limits.put("limited", BY_REQUEST);
        limits.put("bounded", limits.get("plain").replaceFirst("unknown", waited));
        limits.put("byReactor", READ_ONLY);
        limits.put("minimal", "unknown | unknown | unknown | unknown");
        return limits;
    }

    @NewestJdk
    void httpClient_5_0_async(Jdk jdk) throws IOException {
        check(
                jdk,
                "http.Apache5Async",
                "HttpClient5Async",
                "org.apache.httpcomponents.client5:httpclient5:5.0.4",
                async5("unknown"));
    }

    @EveryJdk
    void httpClient_5_5_async(Jdk jdk) throws IOException {
        check(
                jdk,
                "http.Apache5Async",
                "HttpClient5Async",
                "org.apache.httpcomponents.client5:httpclient5:5.5.2",
                async5("180000 ms by default"));
    }

    /** @param connect what is known of a minimal client: since 5.2 its pool says it */
    private static Map<String, String> async5(String connect) {
        Map<String, String> limits = new HashMap<>();
        String minutes = "180000 ms by default";
        for (String method : new String[] {"plain", "secret", "async", "bounded"}) {
            limits.put(method, String.join(" | ", minutes, NONE, "unknown", minutes));
        }
        limits.put("bounded", limits.get("plain").replaceFirst("unknown", WAITED));
        limits.put("limited", BY_CLIENT);
        limits.put("byReactor", minutes + " | 1200 ms by client | unknown | " + minutes);
        limits.put("minimal", connect + " | unknown | unknown | unknown");
        return limits;
    }

    @NewestJdk
    void okhttp_2(Jdk jdk) throws IOException {
        Map<String, String> limits = new HashMap<>();
        for (String method : new String[] {"plain", "secret", "async"}) {
            limits.put(method, "10000 ms by default | 10000 ms by default | unlimited by default | unknown");
        }
        limits.put("limited", "1100 ms by client | 1200 ms by client | unlimited by default | unknown");
        check(jdk, "http.OkHttp2", "OkHttp2", "com.squareup.okhttp:okhttp:2.7.5", limits);
    }

    @NewestJdk
    void jodd(Jdk jdk) throws IOException {
        String nothing = String.join(" | ", NONE, NONE, "unknown", "unknown");
        String set = "1100 ms by request | 1200 ms by request | unknown | unknown";
        Map<String, String> limits = Map.of("plain", nothing, "secret", nothing, "limited", set);
        check(jdk, "http.Jodd", "JoddHttp", "org.jodd:jodd-http:6.3.0", limits);
    }
}
