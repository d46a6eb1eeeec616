package dev.seaworthy.context;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that come and go with the traffic and that their form gives away: of each only its print is kept, to know it by
 * when it is seen again. Thread-safe; a later one takes an earlier one's place, which is no loss, since the form is found
 * all the same.
 */
final class PassingSecrets {

    /** A power of two. */
    private static final int PLACES = 1024;

    private final AtomicReferenceArray<@Nullable Passing> places = new AtomicReferenceArray<>(PLACES);

    /** @param print see {@link SecretBook.Hit} */
    record Passing(long print, String kind, String name) {}

    void learn(long print, String kind, String name) {
        if (of(print) == null) {
            places.set(place(print), new Passing(print, kind, name));
        }
    }

    /** Null where it was never seen, or too long ago. */
    @Nullable
    Passing of(long print) {
        Passing there = places.get(place(print));
        return there != null && there.print == print ? there : null;
    }

    private static int place(long print) {
        return (int) print & PLACES - 1;
    }
}
