package dev.seaworthy.observation;

/**
 * Many statements are open on one physical connection at the same time.
 *
 * @param origin where the last of them was made
 * @param open how many are open
 * @param shapes how many different texts they have
 */
@Sense(value = "jdbc.open-statements", missing = "no connection had many open statements")
public record StatementsKept(Origin origin, Database database, int open, int shapes) implements JdbcObservation {}
