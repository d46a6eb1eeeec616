package dev.seaworthy.observation;

/**
 * A response was neither read to its end nor closed by the time that its unit of work was over, so that its connection serves
 * no other call.
 *
 * @param origin when and where its call was made
 * @param closed whether it was closed after all, some time after it was told
 */
@Sense(value = "http.response-left", missing = "no response was left open")
public record ResponseLeft(Origin origin, String client, Target target, boolean closed) implements Observation {}
