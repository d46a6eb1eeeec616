package dev.seaworthy.finding;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The day from which an accepted finding counts again: {@code until 2027-03-01}. Days are those of UTC, so that a build
 * decides the same everywhere.
 */
public record Until(LocalDate day) {

    private static final String WORD = "until";
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![\\p{L}\\p{N}_-])until\\s+(\\d{1,4}-\\d{1,2}-\\d{1,2})(?![\\d-])");

    /**
     * The day that a text names, null if it names none.
     *
     * @throws DateTimeException if there is no such day
     */
    public static @Nullable Until in(@Nullable String text) {
        if (text == null || !text.contains(WORD)) {
            return null;
        }
        Matcher written = WRITTEN.matcher(text);
        return written.find() ? new Until(LocalDate.parse(written.group(1))) : null;
    }

    /** The same; a day that there is not is none. */
    public static @Nullable Until readable(@Nullable String text) {
        try {
            return in(text);
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    /** Whether that day has come. */
    public boolean isOver() {
        return daysLeft() <= 0;
    }

    /** Days until that day; 0 on it. */
    public long daysLeft() {
        return ChronoUnit.DAYS.between(LocalDate.now(ZoneOffset.UTC), day);
    }

    /** A reason that says the day, once. */
    @Nullable
    String with(@Nullable String reason) {
        return reason == null ? toString() : in(reason) == null ? this + ": " + reason : reason;
    }

    @Override
    public String toString() {
        return WORD + " " + day;
    }
}
