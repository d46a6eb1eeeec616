package dev.seaworthy.it;

import dev.seaworthy.harness.Jdk;
import dev.seaworthy.harness.NewestJdk;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** As {@link ClientsIT}, for libraries that have another client make their calls. */
class FacadesIT extends CourierVoyage {

    private static final String NOTHING = String.join(" | ", NONE, NONE, "unknown", "unknown");
    private static final String SET = "1100 ms by request | 1200 ms by request | unknown | unknown";
    private static final String JDK = String.join(" | ", NONE, NONE, NONE, "unknown");
    private static final String JDK_SET = "1100 ms by client | unlimited by default | 1200 ms by client | unknown";
    private static final String UNIREST = "10000 ms by request | 60000 ms by request | unknown | 60000 ms by request";
    private static final String MINUTES = "180000 ms by default";

    @NewestJdk
    void spring_5_3(Jdk jdk) throws IOException {
        Map<String, String> limits = new HashMap<>();
        limits.put("plain", NOTHING);
        limits.put("secret", NOTHING);
        limits.put("limited", SET);
        limits.put("apache", String.join(" | ", NONE, NONE, "unknown", NONE));
        limits.put("apacheLimited", "1100 ms by client | 1200 ms by client | unknown | 1400 ms by client");
        limits.put("okHttp", "10000 ms by default | 10000 ms by default | unlimited by default | unknown");
        String libraries = "org.springframework:spring-web:5.3.39 org.apache.httpcomponents:httpclient:4.5.14 "
                + "com.squareup.okhttp3:okhttp:3.14.9";
        check(jdk, "http.Apache4", "SpringWeb5", libraries, limits);
    }

    @NewestJdk
    void spring_6_2(Jdk jdk) throws IOException {
        check(jdk, "http.SpringJdk", "SpringWeb", spring("6.2.11"), spring());
    }

    @NewestJdk
    void spring_7_0(Jdk jdk) throws IOException {
        check(jdk, "http.SpringJdk", "SpringWeb", spring("7.0.1"), spring());
    }

    private static String spring(String version) {
        return "org.springframework:spring-web:" + version + " org.springframework:spring-context:" + version
                + " org.apache.httpcomponents.client5:httpclient5:5.5.2";
    }

    private static Map<String, String> spring() {
        Map<String, String> limits = new HashMap<>();
        limits.put("plain", JDK);
        limits.put("secret", JDK);
        limits.put("limited", JDK_SET);
        limits.put("service", JDK_SET);
        limits.put("template", NOTHING);
        limits.put("templateLimited", SET);
        limits.put("apache", String.join(" | ", MINUTES, MINUTES, "unknown", MINUTES));
        limits.put("apacheLimited", MINUTES + " | 1200 ms by client | unknown | 1400 ms by client");
        return limits;
    }

    @NewestJdk
    void facades(Jdk jdk) throws IOException {
        Map<String, String> limits = new HashMap<>();
        limits.put("plain", NOTHING);
        limits.put("limited", SET);
        limits.put("secret", UNIREST);
        limits.put("unirest", UNIREST);
        limits.put("google", "20000 ms by request | 20000 ms by request | unknown | unknown");
        limits.put("feign", "10000 ms by request | 60000 ms by request | unknown | unknown");
        limits.put("feignOnOkHttp", "10000 ms by default | 60000 ms by client | unlimited by default | unknown");
        limits.put("feignOnApache", "10000 ms by client | 60000 ms by client | unknown | " + MINUTES);
        limits.put("retrofit", "10000 ms by default | 10000 ms by default | unlimited by default | unknown");
        limits.put("unirest4", "10000 ms by client | unlimited by default | unlimited by default | unknown");
        limits.put("methanol", JDK);
        limits.put("methanolLimited", "1100 ms by client | unlimited by default | 1300 ms by client | unknown");
        limits.put("methanolAsync", "unlimited by default | 1300 ms by request | 1300 ms by client | unknown");
        String libraries = "com.github.kevinsawicki:http-request:6.0 com.github.mizosoft.methanol:methanol:1.8.2 "
                + "com.google.http-client:google-http-client:1.47.1 io.github.openfeign:feign-core:13.6 "
                + "io.github.openfeign:feign-okhttp:13.6 io.github.openfeign:feign-hc5:13.6 "
                + "com.squareup.retrofit2:retrofit:2.11.0 com.konghq:unirest-java:3.14.5 "
                + "com.konghq:unirest-java-core:4.4.7";
        check(jdk, "http.Methanol", "Facades", libraries, limits);
    }

    @NewestJdk
    void clouds(Jdk jdk) throws IOException {
        Map<String, String> limits = new HashMap<>();
        String elastic = "1000 ms by client | 30000 ms by client | unknown | unlimited by default";
        limits.put("plain", elastic);
        limits.put("secret", elastic);
        limits.put("limited", "1100 ms by client | 1200 ms by client | unknown | 1400 ms by client");
        limits.put("openSearch", "1000 ms by client | 30000 ms by client | unknown | " + MINUTES);
        limits.put("awsOnApache", "2000 ms by request | 30000 ms by request | unknown | 10000 ms by request");
        limits.put("awsOnApacheLimited", "1100 ms by request | 1200 ms by request | unknown | 1400 ms by request");
        limits.put("awsOnConnections", "2000 ms by request | 30000 ms by request | unknown | unknown");
        String libraries = "org.elasticsearch.client:elasticsearch-rest-client:8.15.0 "
                + "org.opensearch.client:opensearch-rest-client:3.0.0 software.amazon.awssdk:sqs:2.31.78 "
                + "software.amazon.awssdk:apache-client:2.31.78 software.amazon.awssdk:url-connection-client:2.31.78";
        check(jdk, "http.Apache4Async", "Clouds", libraries, limits);
    }

    @NewestJdk
    void jersey_2(Jdk jdk) throws IOException {
        String libraries = "org.glassfish.jersey.core:jersey-client:2.46 org.glassfish.jersey.inject:jersey-hk2:2.46";
        check(jdk, "http.HttpURLConnection", "JaxRs2", libraries, jaxRs(NOTHING, SET));
    }

    @NewestJdk
    void jersey_3(Jdk jdk) throws IOException {
        String libraries =
                "org.glassfish.jersey.core:jersey-client:3.1.10 org.glassfish.jersey.inject:jersey-hk2:3.1.10";
        check(jdk, "http.HttpURLConnection", "JaxRs3", libraries, jaxRs(NOTHING, SET));
    }

    @NewestJdk
    void resteasy_3(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "JaxRs2", "org.jboss.resteasy:resteasy-client:3.15.6.Final", resteasy());
    }

    @NewestJdk
    void resteasy_4(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "JaxRs2", "org.jboss.resteasy:resteasy-client:4.7.9.Final", resteasy());
    }

    @NewestJdk
    void resteasy_6(Jdk jdk) throws IOException {
        check(jdk, "http.Apache4", "JaxRs3", "org.jboss.resteasy:resteasy-client:6.2.11.Final", resteasy());
    }

    private static Map<String, String> resteasy() {
        return jaxRs(
                String.join(" | ", NONE, NONE, "unknown", NONE),
                "1100 ms by request | 1200 ms by request | unknown | " + NONE);
    }

    @NewestJdk
    void cxf_3(Jdk jdk) throws IOException {
        check(jdk, "http.HttpClient", "JaxRs2", "org.apache.cxf:cxf-rt-rs-client:3.6.5", cxf());
    }

    @NewestJdk
    void cxf_4(Jdk jdk) throws IOException {
        check(jdk, "http.HttpClient", "JaxRs3", "org.apache.cxf:cxf-rt-rs-client:4.1.0", cxf());
    }

    private static Map<String, String> cxf() {
        return jaxRs(
                "30000 ms by client | 60000 ms by request | 60000 ms by request | unknown",
                "1100 ms by client | 1200 ms by request | 1200 ms by request | unknown");
    }

    private static Map<String, String> jaxRs(String plain, String limited) {
        return Map.of("plain", plain, "secret", plain, "limited", limited);
    }
}
