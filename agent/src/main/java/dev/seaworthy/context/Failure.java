package dev.seaworthy.context;

/** Why no answer came to a call. */
public enum Failure {
    NONE,
    /** It never got there: no such host, nobody listens, no connection in time. */
    UNREACHABLE,
    /** It was sent, and no answer came in time. */
    TIMEOUT,
    /** It was sent, and the connection broke. */
    BROKEN,
    /** The application gave it up. */
    CANCELLED,
    /** An exception that says none of these. */
    OTHER
}
