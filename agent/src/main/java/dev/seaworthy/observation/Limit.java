package dev.seaworthy.observation;

/**
 * How long one part of a call may take, and who said so.
 *
 * @param millis milliseconds, {@link #UNLIMITED}, or {@link #UNKNOWN}
 */
public record Limit(long millis, By by) {

    public static final long UNKNOWN = -1;
    public static final long UNLIMITED = Long.MAX_VALUE;

    public static final Limit NOTHING_KNOWN = new Limit(UNKNOWN, By.UNKNOWN);

    /** Who set it. */
    public enum By {
        UNKNOWN,
        /** The library, where nobody else did. */
        DEFAULT,
        /** The code or configuration that built the client. */
        CLIENT,
        /** The code that built the request. */
        REQUEST,
        /** A system property of the JVM. */
        JVM
    }

    public boolean isKnown() {
        return millis != UNKNOWN;
    }

    public boolean isUnlimited() {
        return millis == UNLIMITED;
    }

    /** Whether it bounds anything. */
    public boolean isFinite() {
        return isKnown() && !isUnlimited();
    }

    /** {@code 2000 ms by request}, {@code unlimited by default}, {@code unknown}. */
    @Override
    public String toString() {
        if (!isKnown()) {
            return "unknown";
        }
        String who = by == By.UNKNOWN
                ? ""
                : " by " + (by == By.JVM ? "system property" : by.name().toLowerCase(java.util.Locale.ROOT));
        return (isUnlimited() ? "unlimited" : millis + " ms") + who;
    }
}
