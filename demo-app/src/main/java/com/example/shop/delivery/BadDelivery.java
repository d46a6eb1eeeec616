package com.example.shop.delivery;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** Questions to the carrier, each as if it were the only one. */
@RestController
class BadDelivery {

    private static final int SECONDS = 5;

    private final NextDoor nextDoor;
    private final SSLContext trust;
    private final SSLSocketFactory sockets;
    private final CloseableHttpClient pooled;

    BadDelivery(NextDoor nextDoor, SSLContext trust, @Qualifier("smallPool") CloseableHttpClient pooled) {
        this.nextDoor = nextDoor;
        this.trust = trust;
        this.sockets = trust.getSocketFactory();
        this.pooled = pooled;
    }

    /** Shows http/client-per-call: each request leaves a client behind, with a thread and a connection of its own. */
    @Shows(
            rule = "http/client-per-call",
            side = Side.BAD,
            does = "asks for the day of a delivery",
            how = "makes an HTTP client for each request")
    @GetMapping("/bad/delivery/day")
    String day() {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(Duration.ofSeconds(SECONDS))
                .build();
        HttpRequest request = HttpRequest.newBuilder(nextDoor.calendar()).build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join()
                .body();
    }

    /** Shows http/connection-not-reused: disconnect closes the connection that the next call could have used. */
    @Shows(
            rule = "http/connection-not-reused",
            side = Side.BAD,
            does = "asks for the price of a delivery",
            how = "disconnects after each call")
    @GetMapping("/bad/delivery/price")
    String price() throws IOException {
        HttpsURLConnection call =
                (HttpsURLConnection) nextDoor.carrier().toURL().openConnection();
        call.setSSLSocketFactory(sockets);
        call.setConnectTimeout(SECONDS * 1_000);
        call.setReadTimeout(SECONDS * 1_000);
        String price = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        call.disconnect();
        return price;
    }

    /** Shows http/pool-too-small: the client has five connections to a server, and more customers ask at the same time. */
    @Shows(
            rule = "http/pool-too-small",
            side = Side.BAD,
            does = "asks where a delivery is",
            how = "shares five connections, the default")
    @GetMapping("/bad/delivery/place")
    String place() throws IOException {
        HttpGet request = new HttpGet(nextDoor.tracking());
        return pooled.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }
}
