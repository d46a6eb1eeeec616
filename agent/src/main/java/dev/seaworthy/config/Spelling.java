package dev.seaworthy.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant. */
public final class Spelling {

    /** What is longer was not typed, and comparing it would take long. */
    private static final int LONGEST = 100;

    private Spelling() {}

    /** The known word that is nearest to {@code typed}; null if none is near enough to be meant. */
    public static @Nullable String nearest(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return null;
        }
        String lower = typed.toLowerCase(Locale.ROOT);
        String nearest = null;
        // More than every third letter wrong is another word.
        int best = Math.min(typed.length() - 1, Math.max(2, typed.length() / 3));
        for (String word : known) {
            boolean isPart = word.endsWith("/" + lower) || word.endsWith("." + lower) || word.startsWith(lower + ".");
            int distance = isPart ? 0 : distance(lower, word);
            if (distance < best || nearest == null && distance == best) {
                best = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    /** {@code ; did you mean 'high'?}, empty if nothing is near. */
    public static String hint(String typed, Collection<String> known) {
        String nearest = nearest(typed, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** How many characters must be added, left out or changed to make {@code a} into {@code b}. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
