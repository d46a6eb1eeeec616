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

/** Recommendations from where the developer had them. */
@RestController
class BadRecommendation {

    private static final Logger log = LoggerFactory.getLogger(BadRecommendation.class);

    private final NextDoor nextDoor;
    private final RestClient http;

    BadRecommendation(NextDoor nextDoor, RestClient http) {
        this.nextDoor = nextDoor;
        this.http = http;
    }

    /** Shows http/localhost-endpoint: in the container nothing listens on localhost, and the shop quietly recommends nothing. */
    @Shows(
            rule = "http/localhost-endpoint",
            side = Side.BAD,
            does = "recommends a product",
            how = "asks localhost, as on the developer's machine")
    @GetMapping("/bad/recommendation")
    String recommendation() {
        try {
            return http.get()
                    .uri(nextDoor.recommendationsOnThisMachine())
                    .retrieve()
                    .body(String.class);
        } catch (ResourceAccessException unreachable) {
            log.warn("No recommendation: {}", unreachable.getMessage());
            return "";
        }
    }
}
