package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.sql.Shape;
import java.util.ArrayList;
import java.util.List;

/** The open transaction of one physical connection, used again for the next. Read by other threads at their own risk. */
public final class Transaction {

    private static final int MOST_CHANGED = 8;

    /** Since when, by {@link System#nanoTime}. */
    public volatile long beganNanos;

    public volatile int statements;
    public volatile int writes;
    public volatile Shape firstWrite = Shape.UNKNOWN;
    /** Nanoseconds that its statements took, and the remote calls that were made meanwhile. */
    public volatile long busyNanos;
    /** Whether the pool ended it while it took the connection back, rather than the application. */
    public volatile boolean endedByPool;

    /** Whether rows of it are fetched in pages now: what is between its statements is no idleness. */
    public volatile boolean paging;

    /** Whether a statement in it failed. */
    public volatile boolean failed;
    /** Remotes that were told to change something meanwhile. */
    public volatile List<String> changed = List.of();

    volatile boolean autoCommit = true;
    /** Begun by a statement rather than by {@code setAutoCommit(false)}. */
    volatile boolean explicit;

    /** Whether it is a branch, over which a transaction manager decides after the application gave the connection back. */
    volatile boolean branch;
    /** Whether it is one that waits for the decision. */
    volatile boolean left;

    /** Whether a statement ran since it began and its end is still to come. */
    public boolean isOpen() {
        return statements > 0 && (!autoCommit || explicit) && !left;
    }

    /** Whether a statement that runs now is committed with it. */
    boolean isAutoCommit() {
        return autoCommit && !explicit;
    }

    void branch() {
        branch = true;
        explicit = true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time uses a connection
    public void ran(Shape shape, long now, long nanos) {
        if (statements == 0) {
            beganNanos = now - nanos;
            busyNanos = 0;
        }
        statements++;
        busyNanos += nanos;
        if (shape.verb().isWrite()) {
            if (writes == 0) {
                firstWrite = shape;
            }
            writes++;
        }
    }

    /** Rows were read until now, of a statement that ran by then: in pages, or they were all there before. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // as above
    public void read(long ranNanos, boolean inPages) {
        paging = false;
        busyNanos += inPages && isOpen() ? System.nanoTime() - ranNanos : 0;
    }

    /** A remote call in it held its thread up: that is told for itself, and no idleness besides. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // as above
    public void called(long nanos) {
        busyNanos += nanos;
    }

    public void changes(String remote) {
        if (!changed.contains(remote) && changed.size() < MOST_CHANGED) {
            List<String> more = new ArrayList<>(changed);
            more.add(remote);
            changed = List.copyOf(more);
        }
    }

    void reset() {
        statements = 0;
        writes = 0;
        paging = false;
        failed = false;
        changed = List.of();
        explicit = false;
        branch = false;
        left = false;
        endedByPool = false;
    }
}
