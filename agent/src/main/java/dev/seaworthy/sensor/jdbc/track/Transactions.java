package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.sensor.sql.Shape;
import dev.seaworthy.sensor.sql.Verb;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What becomes of the transactions of physical connections. Thread-safe: one thread at a time uses a connection. */
public final class Transactions extends Part {

    /** {@code XAResource.TMSUSPEND}. */
    private static final int SUSPEND = 0x02000000;

    private final UnitLedgers ledgers;
    /** Transactions that ended. */
    public final LongAdder ended = new LongAdder();

    public Transactions(Shared shared, UnitLedgers ledgers) {
        super(shared);
        this.ledgers = ledgers;
    }

    /** {@code setAutoCommit} returned. */
    public void autoCommit(@Nullable TrackedConnection tracked, @Nullable Object on) {
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
    public void begins() {
        threads.here().endingNanos = System.nanoTime();
    }

    /** A commit or rollback returned. */
    public void ended(@Nullable TrackedConnection tracked, boolean commit) {
        if (tracked != null && tracked.transaction.isOpen()) {
            long now = System.nanoTime();
            tracked.heardNanos = now;
            ended(tracked, commit, now - threads.here().endingNanos);
        }
    }

    /** A new handle of a pooled connection begins in auto-commit, whatever the one before left behind. */
    void renew(TrackedConnection tracked) {
        Transaction transaction = tracked.transaction;
        if (transaction.branch) {
            return;
        }
        if (transaction.isOpen()) {
            transaction.endedByPool = true;
            tell(tracked, false);
        }
        transaction.autoCommit = true;
    }

    /** A branch of a distributed transaction begins. */
    public void branch(@Nullable TrackedConnection tracked) {
        if (tracked != null) {
            branchOver(tracked, true);
            tracked.transaction.branch();
        }
    }

    /** Its work is over, unless it is put aside to go on later; what becomes of it is decided later. */
    public void branchLeft(@Nullable TrackedConnection tracked, @Nullable Object flags) {
        if (tracked != null && !(flags instanceof Integer how && (how & SUSPEND) != 0)) {
            tracked.transaction.left = tracked.transaction.branch;
        }
    }

    /** It is prepared or committed, or rolled back. */
    public void branchOver(@Nullable TrackedConnection tracked, boolean commit) {
        if (tracked == null || !tracked.transaction.branch) {
            return;
        }
        Transaction transaction = tracked.transaction;
        if (transaction.statements > 0) {
            transaction.endedByPool = false;
            tell(tracked, commit);
        } else {
            transaction.reset();
        }
    }

    private void ended(TrackedConnection tracked, boolean commit, long nanos) {
        ThreadState thread = threads.here();
        Transaction transaction = tracked.transaction;
        transaction.endedByPool = thread.returning > 0;
        Object owner = ledgers.owner(thread);
        UnitLedger work = transaction.endedByPool ? null : ledgers.of(owner, thread);
        if (work != null && owner != null && nanos > 0) {
            synchronized (work) {
                if (work.belongsTo(owner)) {
                    work.ended(thread.tracked.id, nanos);
                    Lease lease = tracked.lease;
                    if (commit && lease != null && transaction.writes > 0 && !transaction.branch) {
                        work.committed(lease.number(), thread.tracked.calls);
                    }
                }
            }
        }
        tell(tracked, commit);
    }

    private void tell(TrackedConnection on, boolean commit) {
        ended.increment();
        for (Watch watch : watches.all) {
            watch.transactionEnded(on, commit);
        }
        on.transaction.reset();
    }

    /** A statement ran. */
    void ran(Execution execution, TrackedConnection on, long now) {
        Transaction transaction = on.transaction;
        Shape shape = execution.shape;
        if (transaction.left
                && shape.verb() != Verb.OTHER
                && shape.verb() != Verb.COMMIT
                && shape.verb() != Verb.ROLLBACK) {
            branchOver(on, true); // decided where nobody looked, on another resource of that database
        }
        switch (shape.verb()) {
            case BEGIN -> transaction.explicit = execution.thrown == null;
            case COMMIT, ROLLBACK -> {
                if (transaction.isOpen() && execution.thrown == null) {
                    tell(on, shape.verb() == Verb.COMMIT);
                }
                transaction.explicit = false;
                return;
            }
            default -> {}
        }
        if (!transaction.isAutoCommit()) {
            transaction.ran(shape, now, execution.nanos);
            transaction.failed |= execution.thrown != null;
            if (shape.verb().isDdl() && endsByDdl(on.target.database.product())) {
                tell(on, true);
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
