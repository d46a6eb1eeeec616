package com.example.shop.offers;

import com.example.shop.NextDoor;
import java.net.URI;
import java.net.http.HttpRequest;
import org.springframework.stereotype.Component;

/** Where offers are asked for. */
@Component
class OfferService {

    private final NextDoor nextDoor;

    OfferService(NextDoor nextDoor) {
        this.nextDoor = nextDoor;
    }

    HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(nextDoor.recommendations() + path))
                .build();
    }
}
