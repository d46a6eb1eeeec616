package com.example.shop.offers;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Offers that are put together as if the other service were next door and always well. */
@RestController
class BadOffers {

    private static final int OFFERS = 6;
    private static final int SECONDS = 5;
    private static final int ATTEMPTS = 5;
    private static final Logger log = LoggerFactory.getLogger(BadOffers.class);

    private final OfferService service;
    private final HttpClient client;

    BadOffers(OfferService service, HttpClient client) {
        this.service = service;
        this.client = client;
    }

    /** Shows http/sequential-fan-out: each answer is waited for before the next call. */
    @Shows(
            rule = "http/sequential-fan-out",
            side = Side.BAD,
            does = "lists offers",
            how = "fetches one after the other")
    @GetMapping("/bad/offers")
    String offers() {
        StringBuilder offers = new StringBuilder();
        for (int number = 100; number < 100 + OFFERS; number++) {
            HttpRequest request = service.request("/" + number);
            offers.append(client.sendAsync(request, BodyHandlers.ofString())
                            .orTimeout(SECONDS, TimeUnit.SECONDS)
                            .join()
                            .body())
                    .append(' ');
        }
        return offers.toString();
    }

    /** Shows http/failed-call-swallowed: nobody ever hears that there are no offers. */
    @Shows(
            rule = "http/failed-call-swallowed",
            side = Side.BAD,
            does = "shows the offer of the day",
            how = "shows nothing if the service fails, and says nothing")
    @GetMapping("/bad/offer-of-the-day")
    String offerOfTheDay() {
        HttpResponse<String> answer = client.sendAsync(service.request("/overloaded/today"), BodyHandlers.ofString())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    /** Shows http/retry-storm: five attempts at once, when the service is overloaded already. */
    @Shows(
            rule = "http/retry-storm",
            side = Side.BAD,
            does = "shows the offer of the week",
            how = "tries five times without a pause")
    @GetMapping("/bad/offer-of-the-week")
    String offerOfTheWeek() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HttpRequest request = service.request("/overloaded/week");
            HttpResponse<String> answer = client.sendAsync(request, BodyHandlers.ofString())
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
            if (answer.statusCode() == 200) {
                return answer.body();
            }
        }
        log.warn("No offer of the week");
        return "";
    }
}
