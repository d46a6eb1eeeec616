package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Unit;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What is known of one pool, without keeping it alive. */
final class Pool {

    final WeakReference<Object> self;
    final Origin origin;
    final int application;
    /** Whether we saw it being built; else it was found at a borrow. */
    final boolean seenBuilt;

    volatile @Nullable Database database;
    volatile PoolGetters.@Nullable Said settings;
    volatile boolean shut;
    /** Whether it takes its connections from another pool, or is a part of one. */
    volatile boolean wraps;
    /** What it opened its first connection to, of one that is still to show that it is a pool. */
    volatile @Nullable Database opened;

    /** Unlike any other's. */
    final long number;
    /** Whether somebody else than who built it borrowed of it. */
    boolean kept;

    boolean proven;
    volatile boolean asked;
    volatile boolean served;
    int reuses;
    int questions;

    Pool(Object self, Origin origin, int application, boolean seenBuilt, long number) {
        this.self = new WeakReference<>(self);
        this.origin = origin;
        this.application = application;
        this.seenBuilt = seenBuilt;
        this.number = number;
    }

    /** Whether who borrows now is somebody else than who built it. */
    boolean isElsewhere(Unit unit) {
        return origin.unit().isVisible()
                ? unit.id() != origin.unit().id()
                : Thread.currentThread().getId() != origin.thread();
    }

    boolean isAlive() {
        return !shut && !wraps && !self.refersTo(null);
    }
}
