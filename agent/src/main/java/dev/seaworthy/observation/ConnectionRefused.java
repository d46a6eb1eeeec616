package dev.seaworthy.observation;

/**
 * An attempt to open a physical connection ended in an exception.
 *
 * @param sqlState SQLState, empty where none
 * @param vendorCode the vendor's error code, 0 where none
 * @param message what the server said, cut to 200 characters
 * @param openNow physical connections to this database that this process holds
 * @param holders who holds them: place of opening and number, the most first, at most 5
 */
@Sense(value = "jdbc.refused", missing = "no database refused a connection")
public record ConnectionRefused(
        Origin origin,
        Database database,
        String sqlState,
        int vendorCode,
        String message,
        int openNow,
        java.util.Map<String, Integer> holders)
        implements JdbcObservation {}
