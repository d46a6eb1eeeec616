package dev.seaworthy.sensor.sql;

import dev.seaworthy.observation.ValueConcatenated;
import dev.seaworthy.sensor.Observations;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one part of requests (a parameter, a header) in one text: the literals that were equal to its value, or
 * contained it, each time; and whether the value was another one in another unit, without which nothing is told. Keeps no
 * value, only prints. Thread-safe.
 */
final class VaryingValue {

    private static final int MOST_PLACES = 8;
    private static final int MOST_VALUES = 16;
    /** Short numbers are equal by chance more often. */
    private static final int DIFFERENT_NUMBERS = 3;

    private int @Nullable [] places;
    private long[] rests = {};
    private boolean refuted;
    private final long[] values = new long[MOST_VALUES];
    private int different;
    private @Nullable ValueConcatenated first;

    /** The value was not there: this does not vary with it. */
    synchronized void refute() {
        refuted = true;
    }

    /** Each time at the same places: those that do not match once do not vary with the value. False where none is left. */
    synchronized boolean stays(int[] found, long[] around, int size) {
        int[] known = places;
        if (known == null) {
            int kept = Math.min(size, MOST_PLACES);
            places = Arrays.copyOf(found, kept);
            rests = Arrays.copyOf(around, kept);
            return size > 0;
        }
        boolean any = false;
        for (int i = 0; i < known.length; i++) {
            boolean again = false;
            for (int j = 0; j < size; j++) {
                again |= known[i] == found[j] && rests[i] == around[j];
            }
            known[i] = again ? known[i] : -1;
            any |= again;
        }
        refuted |= !any;
        return !refuted;
    }

    /** Whether {@code value} is one that this does not know yet, so that it is worth making an observation. */
    synchronized boolean isNews(long value) {
        return !refuted && different < MOST_VALUES && !isKnown(value);
    }

    private boolean isKnown(long value) {
        for (int i = 0; i < different; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    /** Tells of it, together with the first one, once there are enough different ones. */
    synchronized void seen(ValueConcatenated seen, Observations observations) {
        ValueConcatenated before = first;
        if (before != null && before.origin().unit() == seen.origin().unit() || different == MOST_VALUES) {
            return;
        }
        if (isKnown(seen.value())) {
            return; // two requests at once
        }
        values[different++] = seen.value();
        if (different == 1) {
            first = seen;
            return;
        }
        if (seen.numeric() && different < DIFFERENT_NUMBERS) {
            return;
        }
        if (before != null) {
            first = null;
            observations.add(before);
        }
        observations.add(seen);
    }
}
