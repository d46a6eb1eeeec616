package dev.seaworthy.sensor.http;

/** From where on what a unit of work does with its calls is reported to the rules, which have limits of their own. */
final class UnitLimits {

    /** Calls to one route, one after the other. */
    static final int ROUTE = 5;

    /** Calls to any, one after the other. */
    static final int ANY = 8;

    /** Attempts of the same call. */
    static final int TRIES = 4;

    /** Who waits so long before asking the same again is waiting for something to happen. */
    static final long PAUSE_NANOS = 50_000_000;

    /** A failure may be logged so long after the end of its work. */
    static final long TOLD_NANOS = 1_000_000_000;

    private UnitLimits() {}
}
