package dev.seaworthy.observation;

/** What a host name says by itself, never by resolving it. */
public enum HostClass {
    LOOPBACK,
    LINK_LOCAL,
    INTERNAL,
    PUBLIC,
    /** Names that only a developer's machine knows: {@code host.docker.internal}, tunnels, public mock services. */
    DEV_ONLY
}
