package com.example.shop.recommendation;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recommendations from the address that the configuration names. */
@RestController
class GoodRecommendation {

    private static final Logger log = LoggerFactory.getLogger(GoodRecommendation.class);

    private final NextDoor nextDoor;
    private final HttpClient client;

    GoodRecommendation(NextDoor nextDoor, HttpClient client) {
        this.nextDoor = nextDoor;
        this.client = client;
    }

    /** The good side of http/localhost-endpoint: the service's own name, which each environment resolves for itself. */
    @Shows(
            rule = "http/localhost-endpoint",
            side = Side.GOOD,
            does = "recommends a product",
            how = "asks the service by its name")
    @GetMapping("/good/recommendation")
    String recommendation() {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.recommendations()).build();
        try {
            return client.sendAsync(request, BodyHandlers.ofString())
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join()
                    .body();
        } catch (CompletionException unreachable) {
            log.warn("No recommendation: {}", unreachable.toString());
            return "";
        }
    }
}
