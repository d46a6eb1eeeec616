package com.example.shop.payment;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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

    GoodPayment(NextDoor nextDoor, HttpClient client, @Value("${PAYMENT_API_KEY:}") String apiKey) {
        this.nextDoor = nextDoor;
        this.client = client;
        this.apiKey = apiKey;
    }

    /** The good side of http/plain-http: https, and a certificate that is checked. */
    @Shows(rule = "http/plain-http", side = Side.GOOD, does = "pays", how = "sends the API key over https")
    @PostMapping("/good/payment")
    int pay() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                .header("Authorization", "Bearer " + apiKey)
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** The good side of http/no-timeout: ten seconds for the connect, five for the answer. */
    @Shows(
            rule = "http/no-timeout",
            side = Side.GOOD,
            does = "asks for the state of a payment",
            how = "gives up after five seconds")
    @GetMapping("/good/payment")
    String state() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.payments())
                .header("Authorization", "Bearer " + apiKey)
                .timeout(Duration.ofSeconds(5))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
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
