package com.example.shop.payment;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments, in the clear, without a limit, and with the key in the log. */
@RestController
class BadPayment {

    private static final Logger log = LoggerFactory.getLogger(BadPayment.class);

    private final NextDoor nextDoor;
    private final HttpClient client;
    private final HttpClient patientClient;
    private final SSLContext trust;
    private final String apiKey;

    BadPayment(
            NextDoor nextDoor,
            HttpClient client,
            HttpClient patientClient,
            SSLContext trust,
            @Value("${PAYMENT_API_KEY:}") String apiKey) {
        this.nextDoor = nextDoor;
        this.client = client;
        this.trust = trust;
        this.patientClient = patientClient;
        this.apiKey = apiKey;
    }

    /** Shows http/plain-http: everyone on the way can read the key and pay with it. */
    @Shows(rule = "http/plain-http", side = Side.BAD, does = "pays", how = "sends the API key over http")
    @PostMapping("/bad/payment")
    int pay() throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) nextDoor.plainPayments().toURL().openConnection();
        call.setConnectTimeout(2_000);
        call.setReadTimeout(5_000);
        call.setRequestMethod("POST");
        call.setRequestProperty("Authorization", "Bearer " + apiKey);
        return call.getResponseCode();
    }

    /** Shows http/no-timeout: a provider that stops answering blocks one thread after the other. */
    @Shows(
            rule = "http/no-timeout",
            side = Side.BAD,
            does = "asks for the state of a payment",
            how = "waits for the answer without a limit")
    @GetMapping("/bad/payment")
    String state() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                .header("Authorization", "Bearer " + apiKey)
                .build();
        return patientClient.send(request, BodyHandlers.ofString()).body();
    }

    /** Shows http/trust-all-tls: whoever is on the way can answer instead, and gets the key. */
    @Shows(rule = "http/trust-all-tls", side = Side.BAD, does = "refunds", how = "accepts every certificate")
    @PostMapping("/bad/payment/refund")
    int refund() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        HttpsURLConnection call =
                (HttpsURLConnection) nextDoor.payments().toURL().openConnection();
        call.setSSLSocketFactory(context.getSocketFactory());
        return post(call);
    }

    /** Shows http/certificate-expiring: in a few days there are no receipts. */
    @Shows(
            rule = "http/certificate-expiring",
            side = Side.BAD,
            does = "fetches a receipt",
            how = "calls a server whose certificate ends in five days",
            at = "post")
    @GetMapping("/bad/payment/receipt")
    int receipt() throws IOException {
        HttpsURLConnection call =
                (HttpsURLConnection) nextDoor.receipts().toURL().openConnection();
        call.setSSLSocketFactory(trust.getSocketFactory());
        return post(call);
    }

    /** Shows http/secret-in-url: the key stands in the provider's access log. */
    @Shows(
            rule = "http/secret-in-url",
            side = Side.BAD,
            does = "asks for the limit of a card",
            how = "sends the API key in the query")
    @GetMapping("/bad/payment/limit")
    int limit() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(nextDoor.payments() + "?api_key=" + apiKey))
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .statusCode();
    }

    /** Shows http/localhost-link: the provider reports the payment to itself. */
    @Shows(
            rule = "http/localhost-link",
            side = Side.BAD,
            does = "asks for a notification of a payment",
            how = "names localhost as the address to call")
    @PostMapping("/bad/payment/notification")
    int notification() {
        String back = URLEncoder.encode("http://localhost:8080/paid", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(nextDoor.payments() + "?callback_url=" + back))
                .header("Authorization", "Bearer " + apiKey)
                .POST(BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .statusCode();
    }

    private int post(HttpsURLConnection call) throws IOException {
        call.setConnectTimeout(2_000);
        call.setReadTimeout(5_000);
        call.setRequestMethod("POST");
        call.setRequestProperty("Authorization", "Bearer " + apiKey);
        return call.getResponseCode();
    }

    /** Trusts everybody, as one does with a certificate made at home. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Shows log/secret-in-log: all who may read the log may pay. */
    @Shows(
            rule = "log/secret-in-log",
            side = Side.BAD,
            does = "checks whether payments are set up",
            how = "logs the API key")
    @GetMapping("/bad/payment/setup")
    boolean setUp() {
        log.info("Payments use the key {}", apiKey);
        return !apiKey.isEmpty();
    }
}
