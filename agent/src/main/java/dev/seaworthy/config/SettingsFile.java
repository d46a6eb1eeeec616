package dev.seaworthy.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The properties file with settings, in UTF-8; a class of its own so that it is loaded only where there is one. */
final class SettingsFile {

    private static final int LARGEST = 1 << 20;

    private SettingsFile() {}

    /** Adds what it says to {@code found}; tells what went wrong, null if nothing did. */
    static @Nullable String read(String path, Map<String, String> found) {
        File file = new File(path);
        if (!file.isFile()) {
            return "no such file";
        }
        if (file.length() > LARGEST) {
            return "larger than 1 MB";
        }
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
        for (String name : properties.stringPropertyNames()) {
            found.put(name, properties.getProperty(name, ""));
        }
        return null;
    }
}
