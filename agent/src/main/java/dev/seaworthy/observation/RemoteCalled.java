package dev.seaworthy.observation;

/**
 * A remote service was called by a thread that held a connection.
 *
 * @param origin where the call was made
 * @param remote whom it called: scheme, host and port
 * @param inTransaction whether a transaction was open and had run a statement
 * @param changes whether the call may change something there: POST, PUT, a message, a mail
 * @param loopback whether the remote is on this machine
 * @param nanos what the call took
 * @param most maximum of the pool that the connection came from, -1 where unknown
 * @param borrowed where the connection had been taken, empty where unknown
 */
@Sense(value = "jdbc.remote-call", missing = "no remote call was made while a connection was held")
public record RemoteCalled(
        Origin origin,
        Database database,
        String remote,
        boolean inTransaction,
        boolean changes,
        boolean loopback,
        long nanos,
        int most,
        String borrowed)
        implements JdbcObservation {}
