package dev.seaworthy.sensor.jdbc;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What becomes of the transactions of physical connections. Thread-safe: one thread at a time uses a connection. */
final class Transactions {

    private final Jdbc jdbc;
    private final LongAdder ended = new LongAdder();

    Transactions(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Transactions that ended, since the last time that this was asked. */
    long takeEnded() {
        return ended.sumThenReset();
    }

    /** {@code setAutoCommit} returned. */
    void autoCommit(Object connection, @Nullable Object on) {
        Tracked tracked = jdbc.handles.physical(connection);
        if (tracked == null || !(on instanceof Boolean auto)) {
            return;
        }
        Transaction transaction = tracked.transaction;
        if (auto && transaction.isOpen()) {
            tracked.heardNanos = System.nanoTime();
            ended(tracked, true, 0);
        }
        transaction.autoCommit = auto;
    }

    /** A commit or rollback begins on this thread. */
    void begins() {
        jdbc.calls.thread().endingNanos = System.nanoTime();
    }

    /** A commit or rollback returned. */
    void ended(Object connection, boolean commit) {
        Tracked tracked = jdbc.handles.physical(connection);
        if (tracked != null && tracked.transaction.isOpen()) {
            long now = System.nanoTime();
            tracked.heardNanos = now;
            ended(tracked, commit, now - jdbc.calls.thread().endingNanos);
        }
    }

    /** A new handle of a pooled connection begins in auto-commit, whatever the one before left behind. */
    void renew(Tracked tracked) {
        Transaction transaction = tracked.transaction;
        if (transaction.isBranch()) {
            return;
        }
        if (transaction.isOpen()) {
            transaction.endedByPool = true;
            tell(transaction, false);
        }
        transaction.autoCommit = true;
    }

    /** A branch of a distributed transaction begins. */
    void branch(@Nullable Tracked tracked) {
        if (tracked != null) {
            branchOver(tracked, true);
            tracked.transaction.branch();
        }
    }

    /** Its work is over; what becomes of it is decided later. */
    void branchLeft(@Nullable Tracked tracked) {
        if (tracked != null) {
            tracked.transaction.leave();
        }
    }

    /** It is prepared or committed, or rolled back. */
    void branchOver(@Nullable Tracked tracked, boolean commit) {
        if (tracked == null || !tracked.transaction.isBranch()) {
            return;
        }
        Transaction transaction = tracked.transaction;
        if (transaction.statements > 0) {
            transaction.endedByPool = false;
            tell(transaction, commit);
        } else {
            transaction.reset();
        }
    }

    private void ended(Tracked tracked, boolean commit, long nanos) {
        PerThread thread = jdbc.calls.thread();
        Transaction transaction = tracked.transaction;
        transaction.endedByPool = thread.returning > 0;
        Object owner = jdbc.works.owner(thread);
        Work work = transaction.endedByPool ? null : jdbc.works.of(owner, thread);
        if (work != null && owner != null && nanos > 0) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    work.ended(thread, nanos);
                }
            }
        }
        tell(transaction, commit);
    }

    private void tell(Transaction transaction, boolean commit) {
        ended.increment();
        for (Follower follower : jdbc.followers) {
            if (commit) {
                follower.committed(transaction);
            } else {
                follower.rolledBack(transaction);
            }
        }
        transaction.reset();
    }

    /** A statement ran. */
    void ran(Execution execution, Tracked on, long now) {
        Transaction transaction = on.transaction;
        Shape shape = execution.shape;
        if (transaction.isLeft()
                && shape.verb() != Verb.OTHER
                && shape.verb() != Verb.COMMIT
                && shape.verb() != Verb.ROLLBACK) {
            branchOver(on, true); // decided where nobody looked, on another resource of that database
        }
        switch (shape.verb()) {
            case BEGIN -> transaction.explicit = execution.thrown == null;
            case COMMIT, ROLLBACK -> {
                if (transaction.isOpen() && execution.thrown == null) {
                    tell(transaction, shape.verb() == Verb.COMMIT);
                }
                transaction.explicit = false;
                return;
            }
            default -> {}
        }
        if (!transaction.isAutoCommit()) {
            transaction.ran(
                    shape, now, execution.nanos, jdbc.surroundings.units().current());
            transaction.failed |= execution.thrown != null;
            if (shape.verb().isDdl() && endsByDdl(on.target.database.product())) {
                tell(transaction, true);
            }
        }
    }

    /** Whether DDL commits what came before. */
    private static boolean endsByDdl(String product) {
        return switch (product) {
            case "mysql", "mariadb", "oracle", "h2", "hsqldb" -> true;
            default -> false;
        };
    }
}
