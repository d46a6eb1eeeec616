package dev.seaworthy.observation;

/**
 * A blocking socket that no known client opened, and that had no read timeout a second later.
 *
 * @param target scheme {@code tcp}, host and port
 * @param connectMillis time that the attempt to connect might take, 0 = unlimited
 */
@Sense(value = "http.socket", missing = "no socket of an unknown client was seen")
public record SocketOpened(Origin origin, Target target, int connectMillis) implements Observation {}
