package dev.seaworthy.observation;

/**
 * TLS checks of peers are off: either that was set up, or a peer was trusted that way.
 *
 * @param origin where trust manager, host-name verifier or client was set up; without a place if a JVM option does it
 * @param hostNames whether host names are not checked, rather than certificates
 * @param by class of the trust manager or verifier, or name of the JVM option
 * @param host name of a peer that was trusted, lower case; empty if none was so far
 * @param port its port, 0 if unknown
 * @param hostClass what the host name says
 * @param times how many handshakes it stands for, 0 if none
 */
@Sense(value = "tls.context", missing = "no TLS context and no host-name verifier was set up", counted = true)
public record PeerTrusted(
        Origin origin, boolean hostNames, String by, String host, int port, HostClass hostClass, long times)
        implements Observation {}
