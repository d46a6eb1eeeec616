package com.example.shop.payment;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments, encrypted, with limits, and with the key kept to itself. */
@RestController
class GoodPayment {

    private static final Logger log = LoggerFactory.getLogger(GoodPayment.class);

    private final NextDoor nextDoor;
    private final HttpClient client;
    private final String apiKey;
    private final String publicAddress;

    GoodPayment(
            NextDoor nextDoor,
            HttpClient client,
            @Value("${PAYMENT_API_KEY:}") String apiKey,
            @Value("${shop.public-address}") String publicAddress) {
        this.publicAddress = publicAddress;
        this.nextDoor = nextDoor;
        this.client = client;
        this.apiKey = apiKey;
    }

    /** The good side of http/plain-http: https, and a certificate that is checked. */
    @Shows(rule = "http/plain-http", side = Side.GOOD, does = "pays", how = "sends the API key over https")
    @PostMapping("/good/payment")
    int pay() {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                .header("Authorization", "Bearer " + apiKey)
                .POST(BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .statusCode();
    }

    /** The good side of http/no-timeout: ten seconds for the connect, five for the answer. */
    @Shows(
            rule = "http/no-timeout",
            side = Side.GOOD,
            does = "asks for the state of a payment",
            how = "gives up after five seconds")
    @GetMapping("/good/payment")
    String state() {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                .header("Authorization", "Bearer " + apiKey)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .body();
    }

    /** The good side of http/trust-all-tls: the provider's certificate is in the trust store. */
    @Shows(rule = "http/trust-all-tls", side = Side.GOOD, does = "refunds", how = "trusts the provider's certificate")
    @PostMapping("/good/payment/refund")
    int refund() {
        return pay();
    }

    /** The good side of http/certificate-expiring: a certificate that a machine renews in time. */
    @Shows(
            rule = "http/certificate-expiring",
            side = Side.GOOD,
            does = "fetches a receipt",
            how = "calls a server whose certificate is new")
    @GetMapping("/good/payment/receipt")
    String receipt() {
        return state();
    }

    /** The good side of http/secret-in-url: the key travels in a header, which nobody logs. */
    @Shows(
            rule = "http/secret-in-url",
            side = Side.GOOD,
            does = "asks for the limit of a card",
            how = "sends the API key in a header")
    @GetMapping("/good/payment/limit")
    String limit() {
        return state();
    }

    /** The good side of http/localhost-link: the public address, from the configuration. */
    @Shows(
            rule = "http/localhost-link",
            side = Side.GOOD,
            does = "asks for a notification of a payment",
            how = "names the shop's public address")
    @PostMapping("/good/payment/notification")
    int notification() {
        String back = URLEncoder.encode(publicAddress + "/paid", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(nextDoor.payments() + "?callback_url=" + back))
                .header("Authorization", "Bearer " + apiKey)
                .POST(BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .statusCode();
    }

    /** The good side of log/secret-in-log: the log says that there is a key, and nothing about it. */
    @Shows(
            rule = "log/secret-in-log",
            side = Side.GOOD,
            does = "checks whether payments are set up",
            how = "logs that there is an API key")
    @GetMapping("/good/payment/setup")
    boolean setUp() {
        log.info("Payments have a key: {}", !apiKey.isEmpty());
        return !apiKey.isEmpty();
    }
}
