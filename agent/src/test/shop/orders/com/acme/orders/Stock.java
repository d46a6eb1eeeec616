package com.acme.orders;

import io.tinyfetch.Fetch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks others what is in stock. */
public final class Stock {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Stock() {}

    /** Asks the warehouse, and waits for it as long as it takes. */
    public static String level() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(System.getenv("STOCK_URL"))).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body(); // finds http/no-timeout
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Asks what nobody serves here, through a library. */
    public static int nextDelivery() throws IOException {
        return Fetch.status("http://localhost:1/delivery"); // finds http/localhost-endpoint
    }
}
