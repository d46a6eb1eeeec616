package com.example.shop.documents;

import com.example.shop.NextDoor;
import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The shop's papers, kept where every replica finds them. */
@RestController
class GoodDocuments {

    private final JdbcClient shopDatabase;
    private final HttpClient client;
    private final NextDoor nextDoor;

    GoodDocuments(JdbcClient shopDatabase, HttpClient client, NextDoor nextDoor) {
        this.shopDatabase = shopDatabase;
        this.client = client;
        this.nextDoor = nextDoor;
    }

    /** The good side of file/durable-write-on-ephemeral-fs: the list goes to the object store. */
    @Shows(
            rule = "file/durable-write-on-ephemeral-fs",
            side = Side.GOOD,
            does = "exports a price list",
            how = "into the object store")
    @PostMapping("/good/documents/prices")
    String prices() throws IOException {
        String name = "prices-" + UUID.randomUUID() + ".csv";
        store(name, "anchor;12.00\n".getBytes(StandardCharsets.UTF_8));
        return name;
    }

    /** The good side of file/client-filename-in-path: the key is generated, whatever the customer calls the file. */
    @Shows(
            rule = "file/client-filename-in-path",
            side = Side.GOOD,
            does = "takes a receipt",
            how = "stores it under a generated key")
    @PostMapping("/good/documents/receipt")
    String receipt(@RequestParam MultipartFile picture) throws IOException {
        store("receipt-" + UUID.randomUUID() + ".png", picture.getBytes());
        return "Thank you";
    }

    private void store(String key, byte[] content) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(nextDoor.objects().resolve(key))
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        int status = client.sendAsync(request, BodyHandlers.discarding())
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .statusCode();
        if (status != 201) {
            throw new IOException("the object store answered " + status);
        }
    }

    /** The good side of file/read-after-write-across-requests: all replicas read the same number. */
    @Shows(
            rule = "file/read-after-write-across-requests",
            side = Side.GOOD,
            does = "numbers an invoice",
            how = "asks the database")
    @PostMapping("/good/documents/number")
    String number() {
        return shopDatabase
                .sql("SELECT 1000 + count(*) FROM customer WHERE id = 1")
                .query(String.class)
                .single();
    }

    /** The good side of file/developer-path: the template comes with the application. */
    @Shows(
            rule = "file/developer-path",
            side = Side.GOOD,
            does = "prints a letter",
            how = "from a template in the application")
    @GetMapping("/good/documents/letter")
    String letter() throws IOException {
        return resource("letter.txt");
    }

    /** The good side of file/disk-fill: the label is deleted. */
    @Shows(rule = "file/disk-fill", side = Side.GOOD, does = "prints a label", how = "a temporary file that is deleted")
    @PostMapping("/good/documents/label")
    String label() throws IOException {
        Path label = Files.createTempFile("label", ".txt");
        try {
            Files.writeString(label, "To Grace");
            return Files.readString(label);
        } finally {
            Files.delete(label);
        }
    }

    /** The good side of file/handle-leak: the directory is closed. */
    @Shows(
            rule = "file/handle-leak",
            side = Side.GOOD,
            does = "counts the documents",
            how = "by Files.list, which is closed")
    @GetMapping("/good/documents/count")
    String count() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
            return String.valueOf(files.count());
        }
    }

    /** The good side of file/classpath-resource-as-file: a stream is there in a jar, too. */
    @Shows(
            rule = "file/classpath-resource-as-file",
            side = Side.GOOD,
            does = "shows the terms",
            how = "reads the resource as a stream")
    @GetMapping("/good/documents/terms")
    String terms() throws IOException {
        return resource("terms.txt");
    }

    /** The good side of file/wrong-case: the name is spelled as it is. */
    @Shows(rule = "file/wrong-case", side = Side.GOOD, does = "shows the logo", how = "by the name as it is")
    @GetMapping("/good/documents/logo")
    String logo() throws IOException {
        return resource("logo.txt");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = new ClassPathResource(name).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
