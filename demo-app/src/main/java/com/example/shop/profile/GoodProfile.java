package com.example.shop.profile;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A customer's profile, read with few rights, with the avatar in the object store. */
@RestController
class GoodProfile {

    private final JdbcClient shopDatabase;
    private final HttpClient client;
    private final NextDoor nextDoor;

    GoodProfile(JdbcClient shopDatabase, HttpClient client, NextDoor nextDoor) {
        this.shopDatabase = shopDatabase;
        this.client = client;
        this.nextDoor = nextDoor;
    }

    /** The good side of jdbc/privileged-login: the login may read and write the shop's rows, and has a generated password. */
    @Shows(
            rule = "jdbc/privileged-login",
            side = Side.GOOD,
            does = "shows the profile",
            how = "logged in as shop, who may only read and write rows")
    @GetMapping("/good/profile")
    String profile() {
        return shopDatabase
                .sql("SELECT name FROM customer WHERE id = 1")
                .query(String.class)
                .single();
    }

    /** The good side of file/upload-to-local-disk: the stream goes on to the object store, and only the key stays. */
    @Shows(
            rule = "file/upload-to-local-disk",
            side = Side.GOOD,
            does = "stores an avatar",
            how = "streams it into the object store")
    @PostMapping("/good/profile/avatar")
    String avatar(@RequestParam MultipartFile picture) throws IOException {
        String name = UUID.randomUUID() + ".png";
        try (InputStream content = picture.getInputStream()) {
            HttpRequest request = HttpRequest.newBuilder(nextDoor.objects().resolve(name))
                    .header("Content-Type", "image/png")
                    .PUT(BodyPublishers.ofInputStream(() -> content))
                    .build();
            int status = client.sendAsync(request, BodyHandlers.discarding())
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join()
                    .statusCode();
            if (status != 201) {
                throw new IOException("the object store answered " + status);
            }
        }
        return name;
    }
}
