package dev.seaworthy.finding;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines of a small UTF-8 file that a setting names. Read without {@code java.nio.file}, whose provider may be the application's. */
final class TextFile {

    private static final int LARGEST = 10 << 20;

    private TextFile() {}

    static List<String> lines(String path) throws IOException {
        File file = new File(path);
        if (!file.isFile() || file.length() > LARGEST) {
            throw new IOException("not a regular file of at most 10 MB");
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
