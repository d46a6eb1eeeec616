package com.example.shop.delivery;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions to the carrier over connections that others have used before. */
@RestController
class GoodDelivery {

    private static final int SECONDS = 5;

    private final NextDoor nextDoor;
    private final HttpClient client;
    private final SSLSocketFactory sockets;
    private final CloseableHttpClient pooled;

    GoodDelivery(
            NextDoor nextDoor,
            HttpClient client,
            SSLContext trust,
            @Qualifier("largePool") CloseableHttpClient pooled) {
        this.nextDoor = nextDoor;
        this.client = client;
        this.sockets = trust.getSocketFactory();
        this.pooled = pooled;
    }

    /** The good side of http/client-per-call: one client for the whole shop. */
    @Shows(
            rule = "http/client-per-call",
            side = Side.GOOD,
            does = "asks for the day of a delivery",
            how = "uses one HTTP client for all requests")
    @GetMapping("/good/delivery/day")
    String day() {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.calendar()).build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join()
                .body();
    }

    /** The good side of http/connection-not-reused: the response is read to its end, and the JDK keeps the connection. */
    @Shows(
            rule = "http/connection-not-reused",
            side = Side.GOOD,
            does = "asks for the price of a delivery",
            how = "reads the response to its end and leaves the connection to the JDK")
    @GetMapping("/good/delivery/price")
    String price() throws IOException {
        HttpsURLConnection call =
                (HttpsURLConnection) nextDoor.carrier().toURL().openConnection();
        call.setSSLSocketFactory(sockets);
        call.setConnectTimeout(SECONDS * 1_000);
        call.setReadTimeout(SECONDS * 1_000);
        return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The good side of http/pool-too-small: as many connections as customers ask at the same time. */
    @Shows(
            rule = "http/pool-too-small",
            side = Side.GOOD,
            does = "asks where a delivery is",
            how = "has a connection for each customer of a busy hour")
    @GetMapping("/good/delivery/place")
    String place() throws IOException {
        HttpGet request = new HttpGet(nextDoor.tracking());
        return pooled.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }
}
