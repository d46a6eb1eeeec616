package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionConfigured;

/** A database whose connections wait for ever, and how far the application bounds its statements there itself. */
final class Unbounded {

    /** Fewer say little about whether the application bounds its statements. */
    private static final int ENOUGH = 20;

    private static final int BOUNDED_PERCENT = 90;

    final ConnectionConfigured seen;
    boolean told;
    long statements;
    long bounded;

    Unbounded(ConnectionConfigured seen) {
        this.seen = seen;
    }

    boolean isEnough() {
        return statements >= ENOUGH;
    }

    boolean isBounded() {
        return bounded * 100 > statements * BOUNDED_PERCENT;
    }
}
