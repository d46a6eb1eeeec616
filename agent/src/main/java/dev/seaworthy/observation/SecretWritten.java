package dev.seaworthy.observation;

/**
 * A secret went into a log event or onto standard output. Carries kind, name and length, never the value.
 *
 * @param channel {@code logback}, {@code System.out} …
 * @param logger name of the logger, empty for a print
 * @param kind what it is: {@code JDBC password}, {@code environment variable}, {@code JWT} …
 * @param name what it is called: {@code DB_PASSWORD}; empty where only its form gave it away
 * @param length characters
 * @param proof what says that it is one
 * @param print a one-way hash of the value, to tell different values apart; never printed
 */
@Sense(value = "log.secret", missing = "no log event and no print was seen", counted = true)
public record SecretWritten(
        Origin origin, String channel, String logger, String kind, String name, int length, Proof proof, long print)
        implements Observation {

    /** What says that a value is secret. */
    public enum Proof {
        /** It is one that we know. */
        KNOWN,
        /** It has the form of one. */
        FORM,
        /** It had the form of one, and its line has shown since that it writes something else. */
        REFUTED
    }

    /** Whether the value is one that we know to be secret, rather than one that has the form of one. */
    public boolean known() {
        return proof == Proof.KNOWN;
    }

    /** The same, now that more is known. */
    public SecretWritten as(Proof now) {
        return new SecretWritten(origin, channel, logger, kind, name, length, now, print);
    }
}
