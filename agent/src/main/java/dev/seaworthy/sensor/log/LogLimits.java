package dev.seaworthy.sensor.log;

/**
 * From where on watches of the log report, by the rule that judges it: what lies below is in no rule's interest. A rule's
 * own limits stand with the rule, at or above these.
 */
final class LogLimits {

    // log/flood
    /** Events of the median request of a route. */
    static final int EVENTS = 50;
    /** Characters of its messages. */
    static final int CHARACTERS = 20_000;
    /** So many events of one line a second are many. */
    static final int EVENTS_A_SECOND = 100;
    /** For so long, in seconds. */
    static final int BUSY_SECONDS = 60;
    /** A line that logs more than one event in so many may be most of the log. */
    static final int SHARE_ONE_IN = 4;
    /** Events of the process, before any line can be. */
    static final int ALL_EVENTS = 1_000;

    // log/no-request-id
    /** Events of the application in requests. */
    static final int TIED_EVENTS = 20;

    // log/error-swallowed
    /** So long after its end, whoever logs what failed a request may do so: its server, a listener, another thread. */
    static final long FAILURE_MILLIS = 1_000;

    private LogLimits() {}
}
