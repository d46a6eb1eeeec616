package com.example.trial;

import com.example.shop.Endpoint;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** The shop's customers: a few that come one after the other, or many at once. */
final class Traffic {

    private static final String BOUNDARY = "a-picture-of-an-anchor";
    private static final String AVATAR = "--" + BOUNDARY + "\r\n"
            + "Content-Disposition: form-data; name=\"picture\"; filename=\"my anchor.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n"
            + "not really a picture\r\n"
            + "--" + BOUNDARY + "--\r\n";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI shop;
    private final AtomicInteger searches = new AtomicInteger();

    Traffic(URI shop) {
        this.shop = shop;
    }

    boolean isHealthy() throws IOException, InterruptedException {
        return http.send(get("health"), BodyHandlers.discarding()).statusCode() == 200;
    }

    List<Endpoint> endpoints(Side side) throws IOException, InterruptedException {
        String json = http.send(get("endpoints"), BodyHandlers.ofString()).body();
        Endpoint[] all = JsonMapper.shared().readValue(json, Endpoint[].class);
        return List.of(all).stream().filter(each -> each.side() == side).toList();
    }

    /** Calls the endpoint, one call after the other; returns the statuses. */
    List<Integer> call(Endpoint endpoint, int times) throws IOException, InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            statuses.add(http.send(request(endpoint), BodyHandlers.discarding()).statusCode());
        }
        return statuses;
    }

    /** Calls the endpoint, one call after the other, while others wait for {@code slow}; returns the statuses. */
    List<Integer> callBeside(Endpoint slow, int crowd, Endpoint endpoint, int times)
            throws IOException, InterruptedException {
        List<CompletableFuture<HttpResponse<Void>>> calls = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            calls.add(http.sendAsync(request(slow), BodyHandlers.discarding()));
        }
        List<Integer> statuses = call(endpoint, times);
        calls.forEach(call -> statuses.add(call.join().statusCode()));
        return statuses;
    }

    /** Calls the endpoint, all calls at once; returns the statuses. */
    List<Integer> callAtOnce(Endpoint endpoint, int times) {
        List<CompletableFuture<HttpResponse<Void>>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            calls.add(http.sendAsync(request(endpoint), BodyHandlers.discarding()));
        }
        return calls.stream().map(call -> call.join().statusCode()).toList();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(shop.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private HttpRequest request(Endpoint endpoint) {
        boolean upload = endpoint.path().endsWith("/avatar") || endpoint.path().endsWith("/receipt");
        BodyPublisher body = upload ? BodyPublishers.ofString(AVATAR) : BodyPublishers.noBody();
        boolean search = endpoint.path().endsWith("/search");
        String path = search ? endpoint.path() + "?name=Grace%20" + searches.incrementAndGet() : endpoint.path();
        HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(endpoint.verb(), body);
        if (upload) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        }
        return request.build();
    }
}
