package com.example.shop.offers;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Offers that are put together in the time of one call, and whose failures are known. */
@RestController
class GoodOffers {

    private static final int OFFERS = 6;
    private static final int SECONDS = 5;
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 20;
    private static final Logger log = LoggerFactory.getLogger(GoodOffers.class);

    private final OfferService service;
    private final HttpClient client;

    GoodOffers(OfferService service, HttpClient client) {
        this.service = service;
        this.client = client;
    }

    /** The good side of http/sequential-fan-out: all calls are on their way at the same time. */
    @Shows(
            rule = "http/sequential-fan-out",
            side = Side.GOOD,
            does = "lists offers",
            how = "fetches all of them in parallel")
    @GetMapping("/good/offers")
    String offers() {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int number = 100; number < 100 + OFFERS; number++) {
            calls.add(client.sendAsync(service.request("/" + number), BodyHandlers.ofString())
                    .orTimeout(SECONDS, TimeUnit.SECONDS));
        }
        StringBuilder offers = new StringBuilder();
        for (CompletableFuture<HttpResponse<String>> call : calls) {
            offers.append(call.join().body()).append(' ');
        }
        return offers.toString();
    }

    /** The good side of http/failed-call-swallowed: the page is the same, and the log says why. */
    @Shows(
            rule = "http/failed-call-swallowed",
            side = Side.GOOD,
            does = "shows the offer of the day",
            how = "shows nothing if the service fails, and logs that")
    @GetMapping("/good/offer-of-the-day")
    String offerOfTheDay() {
        HttpResponse<String> answer = send(service.request("/overloaded/today"));
        if (answer.statusCode() != 200) {
            log.warn("No offer of the day, the service answered {}", answer.statusCode());
            return "";
        }
        return answer.body();
    }

    /** The good side of http/retry-storm: three attempts, each after a longer pause. */
    @Shows(
            rule = "http/retry-storm",
            side = Side.GOOD,
            does = "shows the offer of the week",
            how = "tries three times with growing pauses")
    @GetMapping("/good/offer-of-the-week")
    String offerOfTheWeek() throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Thread.sleep(attempt * attempt * PAUSE_MILLIS);
            HttpRequest request = service.request("/overloaded/week");
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() == 200) {
                return answer.body();
            }
        }
        log.warn("No offer of the week");
        return "";
    }

    private HttpResponse<String> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
