package com.example.shop.profile;

import com.example.shop.Shows;
import com.example.shop.Shows.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A customer's profile, read as superuser, with the avatar on this machine's disk. */
@RestController
class BadProfile {

    private final JdbcClient administratorDatabase;

    BadProfile(@Qualifier("administratorDatabase") DataSource administratorDatabase) {
        this.administratorDatabase = JdbcClient.create(administratorDatabase);
    }

    /** Shows jdbc/privileged-login: who finds one hole in the shop may drop every table. */
    @Shows(
            rule = "jdbc/privileged-login",
            side = Side.BAD,
            does = "shows the profile",
            how = "logged in as postgres, who may do everything")
    @GetMapping("/bad/profile")
    String profile() {
        return administratorDatabase
                .sql("SELECT name FROM customer WHERE id = 1")
                .query(String.class)
                .single();
    }

    /** Shows file/upload-to-local-disk: the other replicas cannot see the picture, and a restart deletes it. */
    @Shows(
            rule = "file/upload-to-local-disk",
            side = Side.BAD,
            does = "stores an avatar",
            how = "a file in the directory uploads")
    @PostMapping("/bad/profile/avatar")
    String avatar(@RequestParam MultipartFile picture) throws IOException {
        Path uploads = Files.createDirectories(Path.of("uploads").toAbsolutePath());
        String name = UUID.randomUUID() + ".png";
        picture.transferTo(uploads.resolve(name));
        return name;
    }
}
