package dev.seaworthy.observation;

/** Whether TLS was seen at work. */
public enum Handshake {
    SEEN,
    NONE,
    /** Another TLS implementation than the JDK's may be at work. */
    UNKNOWN
}
