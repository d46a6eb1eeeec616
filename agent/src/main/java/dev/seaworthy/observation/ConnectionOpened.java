package dev.seaworthy.observation;

/**
 * A physical connection was opened.
 *
 * @param connection number of the physical connection, unique in this process
 * @param how what kind of opener stood on the stack
 * @param nanos what the opening took
 * @param openNow physical connections to this database that are open now, this one included
 * @param weakPassword why the password is weak ({@code empty}, {@code same as the user} …), empty where it is not or where there was none to judge
 */
@Sense(value = "jdbc.connection", missing = "no JDBC connection was opened")
public record ConnectionOpened(
        Origin origin, Database database, long connection, Opener how, long nanos, int openNow, String weakPassword)
        implements JdbcObservation {

    /** Who opened a physical connection. */
    public enum Opener {
        /** A pool known by name. */
        POOL,
        /** A DataSource that never pools, or the driver itself. */
        DIRECT,
        /** Neither is known. */
        UNKNOWN
    }
}
