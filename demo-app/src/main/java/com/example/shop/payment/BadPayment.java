package com.example.shop.payment;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
    private final HttpClient patientClient;
    private final String apiKey;

    BadPayment(NextDoor nextDoor, HttpClient patientClient, @Value("${PAYMENT_API_KEY:}") String apiKey) {
        this.nextDoor = nextDoor;
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
