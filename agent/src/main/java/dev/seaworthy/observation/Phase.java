package dev.seaworthy.observation;

/** What the program was busy with when something was seen. */
public enum Phase {
    /** Before the first request was served, in a program that serves requests. */
    STARTUP,
    /** Inside a request. */
    REQUEST,
    /** Inside background work: a scheduled run, an executor's task, or a program without a server. */
    JOB,
    /** Nothing that we know of is running. */
    IDLE,
    /** The JVM is going down. */
    SHUTDOWN
}
