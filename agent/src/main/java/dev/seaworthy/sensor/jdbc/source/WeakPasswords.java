package dev.seaworthy.sensor.jdbc.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Judges passwords that anybody would try first. Keeps none of those it is asked about. */
final class WeakPasswords {

    private WeakPasswords() {}

    /** The words, read at first need. */
    private static final class Words {
        static final Set<String> ALL = read();

        private static Set<String> read() {
            Set<String> words = new HashSet<>();
            try (InputStream in = WeakPasswords.class.getResourceAsStream("weak-passwords.txt")) {
                if (in != null) {
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        words.add(line);
                    }
                }
            } catch (IOException unreadable) {
                return words;
            }
            return words;
        }
    }

    /** Why the password is weak; empty where it is not, or where none was given. */
    static String judge(Login login) {
        String password = login.password();
        if (password == null) {
            return "";
        }
        if (password.isEmpty()) {
            return login.provesItselfOtherwise() ? "" : "empty";
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.equalsIgnoreCase(login.database().user())) {
            return "same as the user";
        }
        if (lower.equalsIgnoreCase(login.database().name())) {
            return "same as the database";
        }
        return Words.ALL.contains(lower) ? "in every list of default passwords" : "";
    }
}
