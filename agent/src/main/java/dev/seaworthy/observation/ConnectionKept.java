package dev.seaworthy.observation;

/**
 * A borrowed connection, or one opened by hand, was not given back when its unit of work ended; or was, after all.
 *
 * @param origin where it had been borrowed, with the time of the judgement
 * @param lease number of the borrowing, unique in this process
 * @param lender class that handed it out
 * @param how what is known of it now
 * @param nanos how long it has been held
 */
@Sense(value = "jdbc.kept", missing = "every connection was given back in time")
public record ConnectionKept(Origin origin, Database database, long lease, String lender, How how, long nanos)
        implements JdbcObservation {

    /** What became of it. */
    public enum How {
        /** Nobody can reach it any more, and it was never closed. */
        COLLECTED,
        /** Its unit of work is over, and nobody has touched it since. */
        ABANDONED,
        /** It had been told as abandoned, and was used or given back later. */
        RETURNED
    }
}
