package dev.seaworthy.it;

import dev.seaworthy.harness.EveryJdk;
import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.NewestJdk;
import fixture.calls.Courier;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls of client libraries to a server in another process: this one. Each is a {@link Courier} in
 * {@code src/test/clients}, compiled against the version that it runs on, and one line here for each version: of each call,
 * known by its method, the limits in force, as a report shows them.
 */
class ClientsIT extends CourierVoyage {

    /** Connect, read, whole call, lease. */
    private static final String OKHTTP = "10000 ms by default | 10000 ms by default | %s | unknown";

    private static final String OKHTTP_SET = "1100 ms by client | 1200 ms by client | %s | unknown";
    private static final String MINUTES = "180000 ms by default";

    @NewestJdk
    void okhttp_3_0(Jdk jdk) throws IOException {
        check(jdk, "http.OkHttp", "OkHttp3", "com.squareup.okhttp3:okhttp:3.0.1", okhttp("unknown"));
    }

    @NewestJdk
    void okhttp_3_14(Jdk jdk) throws IOException {
        check(jdk, "http.OkHttp", "OkHttp4", "com.squareup.okhttp3:okhttp:3.14.9", okhttpWithWhole());
    }

    @NewestJdk
    void okhttp_4_0(Jdk jdk) throws IOException {
        check(jdk, "http.OkHttp", "OkHttp4", "com.squareup.okhttp3:okhttp:4.0.1", okhttpWithWhole());
    }

    @EveryJdk
    void okhttp_4_12(Jdk jdk) throws IOException {
        check(jdk, "http.OkHttp", "OkHttp4", "com.squareup.okhttp3:okhttp:4.12.0", okhttpWithWhole());
    }

    @NewestJdk
    void okhttp_5(Jdk jdk) throws IOException {
        check(jdk, "http.OkHttp", "OkHttp4", "com.squareup.okhttp3:okhttp-jvm:5.3.2", okhttpWithWhole());
    }

    private static Map<String, String> okhttp(String whole) {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "async"}) {
            limits.put(method, String.format(OKHTTP, whole));
        }
        limits.put("limited", String.format(OKHTTP_SET, whole));
        return limits;
    }

    private static Map<String, String> okhttpWithWhole() {
        Map<String, String> limits = okhttp(NONE);
        limits.put("whole", String.format(OKHTTP, "1300 ms by client"));
        limits.put("byInterceptor", "10000 ms by default | 1200 ms by request | " + NONE + " | unknown");
        return limits;
    }

    @NewestJdk
    void apache_5_0(Jdk jdk) throws IOException {
        check(jdk, "http.Apache5", "HttpClient5", "org.apache.httpcomponents.client5:httpclient5:5.0.4", apache(true));
    }

    @EveryJdk
    void apache_5_5(Jdk jdk) throws IOException {
        check(jdk, "http.Apache5", "HttpClient5", "org.apache.httpcomponents.client5:httpclient5:5.5.2", apache(false));
    }

    /** Since 5.2 the limits of a connection are its manager's, and only the pooling one says them. */
    private static Map<String, String> apache(boolean first) {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String method : new String[] {"plain", "secret", "byHandler"}) {
            limits.put(method, String.join(" | ", MINUTES, MINUTES, "unknown", MINUTES));
        }
        limits.put("minimal", String.join(" | ", MINUTES, MINUTES, "unknown", first ? MINUTES : "unknown"));
        limits.put("basic", String.join(" | ", first ? MINUTES : "unknown", MINUTES, "unknown", MINUTES));
        limits.put("limited", "1100 ms by client | 1200 ms by client | unknown | 1400 ms by client");
        limits.put("unlimited", String.join(" | ", MINUTES, "unlimited by client", "unknown", MINUTES));
        return limits;
    }
}
