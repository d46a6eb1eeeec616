package dev.seaworthy.observation;

/**
 * A client asked Java for the way to a host and was sent there directly, although the environment names a proxy for it.
 *
 * @param target where it goes
 * @param variable that names the proxy
 * @param proxy host and port of the proxy, empty if they cannot be read
 */
@Sense(value = "http.call", missing = "no outbound HTTP call was seen", counted = true)
public record ProxyPassed(Origin origin, Target target, String variable, String proxy) implements Observation {}
