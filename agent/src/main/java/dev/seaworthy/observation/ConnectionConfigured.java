package dev.seaworthy.observation;

import org.jspecify.annotations.Nullable;

/**
 * How a physical connection was set up when it was opened; once for each database, place and URL, not for each
 * connection.
 *
 * @param host what the host's name says, null where there is none to judge: a TNS alias, a driver that nobody knows
 * @param connectMillis how long building the connection may take; 0 = for ever, −1 = unknown
 * @param readMillis how long an answer may take; 0 = for ever, −1 = unknown
 * @param encryption what the driver was told about TLS, by URL, properties, DataSource or its own default
 * @param handshake whether a TLS handshake ended while the connection was being built
 */
@Sense(value = "jdbc.configured", missing = "no connection to a database server was opened")
public record ConnectionConfigured(
        Origin origin,
        Database database,
        @Nullable HostClass host,
        long connectMillis,
        long readMillis,
        Encryption encryption,
        Handshake handshake)
        implements JdbcObservation {

    /** What a driver was told about encryption. */
    public enum Encryption {
        /** Enforced, and the server has to prove who it is. */
        VERIFIED,
        /** Enforced, whoever the server is. */
        UNVERIFIED,
        /** Used where the server offers it. */
        PREFERRED,
        OFF,
        UNKNOWN
    }

    /** The same, seen there. */
    public ConnectionConfigured at(Origin other) {
        return new ConnectionConfigured(other, database, host, connectMillis, readMillis, encryption, handshake);
    }
}
