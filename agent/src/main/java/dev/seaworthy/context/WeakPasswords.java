package dev.seaworthy.context;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges passwords that anybody would try first. Keeps none of those it is asked about. */
public final class WeakPasswords {

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

    /**
     * Why the password is weak; empty where it is not.
     *
     * @param user who logs in with it, null where that is not known
     * @param thing what that leads to, such as "database", and
     * @param name its name, null where it has none
     */
    public static String judge(String password, @Nullable String user, String thing, @Nullable String name) {
        if (password.isEmpty()) {
            return "empty";
        }
        if (password.equalsIgnoreCase(user)) {
            return "same as the user";
        }
        if (password.equalsIgnoreCase(name)) {
            return "same as the " + thing;
        }
        return Words.ALL.contains(password.toLowerCase(Locale.ROOT)) ? "in every list of default passwords" : "";
    }
}
