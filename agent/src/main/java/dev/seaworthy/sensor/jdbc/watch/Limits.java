package dev.seaworthy.sensor.jdbc.watch;

/**
 * From where on watches report, by the rule that judges it: what lies below is in no rule's interest. A rule's own limits
 * stand with the rule, at or above these.
 */
final class Limits {

    // jdbc/pool-exhausted
    /** A borrow that takes so long had to wait for somebody. */
    static final long WAIT_NANOS = 500_000_000;
    /** A refusal without any wait is another matter: a pool that was closed, a wrong setting. */
    static final long REFUSED_WAIT_NANOS = 50_000_000;
    /** How much longer than is surely known it may have taken; more where no thread got its turn. */
    static final long WAIT_UNSURE_NANOS = 1_000_000_000;

    // jdbc/connection-leak
    /** So long nobody has used what its unit of work left open. */
    static final long ABANDONED_NANOS = 30_000_000_000L;
    /** Connections that the same thread borrows of the same lender later, which show that it has moved on. */
    static final int MOVED_ON = 1;
    /** A pool hands out what lies idle before it opens so many more. */
    static final int OPENED_SINCE = 2;
    /** So many statements on one connection are worth a look: one of those that come now is marked. */
    static final int SOME_STATEMENTS = 80;
    /** More open statements than this are reported. */
    static final int OPEN_STATEMENTS = 100;
    /** So many more must be open since then, before the marked one is known to stay. */
    static final int STATEMENTS_SINCE = 8;
    /** A kind of statement that is rarer than one in this many is none that they have in common. */
    static final int KIND_ONE_IN = 5;

    // jdbc/remote-call-in-transaction
    /** A transaction waited so long between its statements. */
    static final long IDLE_NANOS = 500_000_000;
    /** One in this many of its kind, or more, must be idle: a busy machine lets any transaction wait now and then. */
    static final int IDLE_ONE_IN = 20;

    // jdbc/n-plus-one, jdbc/chatty-request
    /** Runs of one statement with the same values. */
    static final int SAME_VALUES = 3;
    /** Runs with other values, of one line, and in a job. */
    static final int LOOP = 10;

    static final int LOOP_IN_JOBS = 100;
    /** Round trips of one request. */
    static final int ROUND_TRIPS = 30;

    // jdbc/unbounded-result
    /** Rows of one result. */
    static final int ROWS = 1_000;
    /** With fewer rows than this, growth matters to nobody. */
    static final int GROWN_ROWS = 20;

    // jdbc/unpooled-connection, jdbc/no-connection-validation
    /** Requests that found a connection opened without a pool in the hands of another request. */
    static final int SHARING_UNITS = 3;
    /** Who takes it so soon has waited for it. */
    static final long TAKEN_OVER_NANOS = 5_000_000;
    /** A connection that broke after such a pause was broken by it. */
    static final long PAUSE_NANOS = 1_000_000_000L;
    /** What is between an application and its database forgets a connection after some minutes. */
    static final long REST_NANOS = 300_000_000_000L;

    private Limits() {}
}
