package com.example.shop.documents;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The shop's papers, kept and found as on one developer's machine. */
@RestController
class BadDocuments {

    private final Path folder;

    BadDocuments() throws IOException {
        folder = Files.createDirectories(Path.of("documents").toAbsolutePath());
        Files.writeString(folder.resolve("logo.txt"), "a small anchor");
    }

    /** Shows file/durable-write-on-ephemeral-fs: a restart deletes the list. */
    @Shows(
            rule = "file/durable-write-on-ephemeral-fs",
            side = Side.BAD,
            does = "exports a price list",
            how = "a file in the directory documents")
    @PostMapping("/bad/documents/prices")
    String prices() throws IOException {
        Path list = folder.resolve("prices-" + UUID.randomUUID() + ".csv");
        Files.writeString(list, "anchor;12.00\n");
        return list.getFileName().toString();
    }

    /** Shows file/read-after-write-across-requests: each replica counts for itself, and numbers its invoices twice. */
    @Shows(
            rule = "file/read-after-write-across-requests",
            side = Side.BAD,
            also = "file/durable-write-on-ephemeral-fs",
            does = "numbers an invoice",
            how = "reads the last number from a file")
    @PostMapping("/bad/documents/number")
    String number() throws IOException {
        Path last = folder.resolve("numbers/last.txt");
        if (!Files.exists(last)) {
            Files.createDirectories(last.getParent());
            Files.writeString(last, "1000");
        }
        int next = Integer.parseInt(Files.readString(last)) + 1;
        Files.writeString(last, String.valueOf(next));
        return String.valueOf(next);
    }

    /** Shows file/client-filename-in-path: the next customer's receipt of that name replaces it. */
    @Shows(
            rule = "file/client-filename-in-path",
            side = Side.BAD,
            also = "file/upload-to-local-disk",
            does = "takes a receipt",
            how = "stores it under the customer's file name")
    @PostMapping("/bad/documents/receipt")
    String receipt(@RequestParam MultipartFile picture) throws IOException {
        Path receipts = Files.createDirectories(folder.resolve("receipts"));
        Files.write(receipts.resolve(String.valueOf(picture.getOriginalFilename())), picture.getBytes());
        return "Thank you";
    }

    /** Shows file/developer-path: nobody is called Ann in the container. */
    @Shows(
            rule = "file/developer-path",
            side = Side.BAD,
            does = "prints a letter",
            how = "from a template in somebody's home directory")
    @GetMapping("/bad/documents/letter")
    String letter() throws IOException {
        try (FileInputStream template = new FileInputStream("/Users/ann/shop/letter.txt")) {
            return new String(template.readAllBytes());
        } catch (FileNotFoundException elsewhere) {
            return "Dear customer";
        }
    }

    /** Shows file/disk-fill: each label stays on the disk, and its name in memory, until the shop ends. */
    @Shows(
            rule = "file/disk-fill",
            side = Side.BAD,
            does = "prints a label",
            how = "a temporary file that is deleted at exit")
    @PostMapping("/bad/documents/label")
    String label() throws IOException {
        Path label = Files.createTempFile("label", ".txt");
        label.toFile().deleteOnExit();
        Files.writeString(label, "To Grace");
        return Files.readString(label);
    }

    /** Shows file/handle-leak: the directory stays open. */
    @Shows(
            rule = "file/handle-leak",
            side = Side.BAD,
            does = "counts the documents",
            how = "by Files.list, which is not closed")
    @GetMapping("/bad/documents/count")
    String count() throws IOException {
        return String.valueOf(Files.list(folder).count());
    }

    /** Shows file/classpath-resource-as-file: in the jar it is not a file. */
    @Shows(
            rule = "file/classpath-resource-as-file",
            side = Side.BAD,
            does = "shows the terms",
            how = "opens the resource as a file")
    @GetMapping("/bad/documents/terms")
    String terms() throws IOException {
        try {
            return Files.readString(new ClassPathResource("terms.txt").getFile().toPath());
        } catch (FileNotFoundException packed) {
            return "Ask for our terms";
        }
    }

    /** Shows file/wrong-case: only macOS and Windows find it. */
    @Shows(rule = "file/wrong-case", side = Side.BAD, does = "shows the logo", how = "by a name in the wrong case")
    @GetMapping("/bad/documents/logo")
    String logo() throws IOException {
        try {
            return Files.readString(folder.resolve("Logo.txt"));
        } catch (NoSuchFileException otherwise) {
            return "no logo";
        }
    }
}
