package com.acme.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Keeps what is sent beside the application. */
public final class Pictures {

    private static final Path FOLDER = Path.of("pictures");

    private Pictures() {}

    public static String keep(InputStream picture) throws IOException {
        Files.createDirectories(FOLDER);
        String name = UUID.randomUUID() + ".png";
        Files.copy(picture, FOLDER.resolve(name)); // finds file/upload-to-local-disk
        return name;
    }
}
