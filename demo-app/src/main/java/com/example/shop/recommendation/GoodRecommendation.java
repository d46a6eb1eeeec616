package com.example.shop.recommendation;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Recommendations from the address that the configuration names. */
@RestController
class GoodRecommendation {

    private static final Logger log = LoggerFactory.getLogger(GoodRecommendation.class);

    private final NextDoor nextDoor;
    private final RestClient http;

    GoodRecommendation(NextDoor nextDoor, RestClient http) {
        this.nextDoor = nextDoor;
        this.http = http;
    }

    /** The good side of http/localhost-endpoint: the service's own name, which each environment resolves for itself. */
    @Shows(
            rule = "http/localhost-endpoint",
            side = Side.GOOD,
            does = "recommends a product",
            how = "asks the service by its name")
    @GetMapping("/good/recommendation")
    String recommendation() {
        try {
            return http.get().uri(nextDoor.recommendations()).retrieve().body(String.class);
        } catch (ResourceAccessException unreachable) {
            log.warn("No recommendation: {}", unreachable.getMessage());
            return "";
        }
    }
}
