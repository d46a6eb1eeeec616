package dev.seaworthy.observation;

/**
 * A link that leads back to this machine was sent to somebody else.
 *
 * @param channel what carries it: {@code query}, {@code body} or {@code mail}
 * @param name of the value that holds it; empty in running text
 * @param host to which it leads
 * @param app whether it may be the loopback redirect of a program on a user's machine
 * @param target who got it
 */
@Sense(value = "http.link", missing = "no outbound HTTP call and no mail was seen", counted = true)
public record LinkSent(Origin origin, String channel, String name, String host, boolean app, Target target)
        implements Observation {}
