package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.RemoteCalled;
import dev.seaworthy.observation.TransactionEnded;

/** What {@link RemoteCallInTransaction} says. */
final class RemoteCallText {

    /** A client without a limit of its own is assumed to wait so long. */
    private static final int PATIENCE_SECONDS = 30;

    private RemoteCallText() {}

    static String message(RemoteCalled called) {
        String held = called.inTransaction() ? "an open transaction" : "a connection that is held";
        String pool = called.most() > 0
                ? "; " + called.most() + " such calls that wait " + PATIENCE_SECONDS + " s each empty the pool of "
                        + called.most()
                : "";
        return called.remote() + " is called inside " + held + ", which took " + called.nanos() / 1_000_000 + " ms here"
                + pool;
    }

    static String fix(RemoteCalled called) {
        return called.inTransaction()
                ? "Move the call to " + called.remote()
                        + " before the transaction, or after its commit through an outbox."
                : "Give the connection back before the call (Spring: spring.jpa.open-in-view=false), or make the call first.";
    }

    static String rolledBack(TransactionEnded ended) {
        return "The transaction was rolled back, but what it had sent to " + String.join(", ", ended.changed())
                + " stays there";
    }

    static String idle(TransactionEnded ended) {
        return "A transaction was open for " + ended.nanos() / 1_000_000 + " ms, of which "
                + ended.idleNanos() / 1_000_000 + " ms passed outside the database";
    }

    static String fix(String variant) {
        return variant.equals("idle")
                ? "Do the slow work before the transaction begins, and keep in it only what must be atomic."
                : "Send it after the commit: through an outbox table, or an after-commit callback that may be repeated.";
    }
}
