package dev.seaworthy.observation;

/**
 * A URL of an outbound call carries a secret. Holds kind, name and length, never the value.
 *
 * @param client the library that the application calls
 * @param target whom it calls
 * @param kind {@code parameter}, {@code user info}, or what the known value is: {@code environment variable} …
 * @param name what the parameter or the known value is called; empty for user info
 * @param length characters, 0 if unknown
 * @param known whether the value itself is known to be secret, rather than its name says so
 * @param once whether it proves something once, or belongs to a URL that is signed by design
 */
@Sense(value = "http.call", missing = "no outbound HTTP call was seen", counted = true)
public record SecretSent(
        Origin origin, String client, Target target, String kind, String name, int length, boolean known, boolean once)
        implements Observation {}
