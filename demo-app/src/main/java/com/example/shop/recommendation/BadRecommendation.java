package com.example.shop.recommendation;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recommendations from where the developer had them. */
@RestController
class BadRecommendation {

    private static final Logger log = LoggerFactory.getLogger(BadRecommendation.class);

    private final NextDoor nextDoor;
    private final HttpClient client;

    BadRecommendation(NextDoor nextDoor, HttpClient client) {
        this.nextDoor = nextDoor;
        this.client = client;
    }

    /** Shows http/localhost-endpoint: in the container nothing listens on localhost, and the shop quietly recommends nothing. */
    @Shows(
            rule = "http/localhost-endpoint",
            side = Side.BAD,
            does = "recommends a product",
            how = "asks localhost, as on a developer's machine")
    @GetMapping("/bad/recommendation")
    String recommendation() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.recommendationsOnThisMachine())
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException unreachable) {
            log.warn("No recommendation: {}", unreachable.toString());
            return "";
        }
    }
}
