package com.example.shop.payment;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Payments, encrypted, with limits, and with the key kept to itself. */
@RestController
class GoodPayment {

    private static final Logger log = LoggerFactory.getLogger(GoodPayment.class);

    private final NextDoor nextDoor;
    private final RestClient http;
    private final String apiKey;

    GoodPayment(NextDoor nextDoor, RestClient http, @Value("${PAYMENT_API_KEY:}") String apiKey) {
        this.nextDoor = nextDoor;
        this.http = http;
        this.apiKey = apiKey;
    }

    /** The good side of http/plain-http: https, and a certificate that is checked. */
    @Shows(rule = "http/plain-http", side = Side.GOOD, does = "pays", how = "the API key goes out over https")
    @PostMapping("/good/payment")
    int pay() {
        return http.post()
                .uri(nextDoor.payments())
                .headers(headers -> headers.setBearerAuth(apiKey))
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    /** The good side of http/no-timeout: two seconds for the connect, five for the answer. */
    @Shows(
            rule = "http/no-timeout",
            side = Side.GOOD,
            does = "asks for the state of a payment",
            how = "gives up after five seconds")
    @GetMapping("/good/payment")
    String state() {
        return http.get()
                .uri(nextDoor.payments())
                .headers(headers -> headers.setBearerAuth(apiKey))
                .retrieve()
                .body(String.class);
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
