package dev.seaworthy.observation;

/**
 * The URL of a request that this process served carried a secret. Holds kind, name and length, never the value.
 *
 * @param origin with the request, whose route says where it went
 * @param kind {@code parameter}, or what the known value is: {@code environment variable} …
 * @param name what the parameter or the known value is called
 * @param length characters
 * @param known whether the value itself is known to be secret, rather than its name says so
 * @param once whether it proves something once, or belongs to a URL that is signed by design
 */
@Sense(value = "server.query", missing = "no request with a query was received", counted = true)
public record SecretReceived(Origin origin, String kind, String name, int length, boolean known, boolean once)
        implements Observation {}
