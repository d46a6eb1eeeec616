package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.StatementsKept;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A borrowed connection that is never closed. */
@RuleSpec(
        id = "jdbc/connection-leak",
        severity = Severity.BLOCKER,
        needs = {ConnectionKept.class, StatementsKept.class},
        summary = "Connections borrowed and never closed",
        fix = "Borrow the connection in a try-with-resources statement so that every path closes it.")
public final class ConnectionLeak implements Rule<JdbcObservation> {

    private static final int ENOUGH_HELD = 2;
    private static final int MOST_HELD = 10_000;
    private static final int MOST = 1_000;
    private static final int MANY_STATEMENTS = 100;
    private static final String FIX_STATEMENT =
            "Close each statement with try-with-resources as soon as it is done, not only when the connection is"
                    + " closed.";

    /** What access layers call it that keeps a connection until the stream is closed. */
    private static final String[] STREAMS = {
        "queryForStream", "getResultStream", "stream", "resultStream", "fetchStream", "fetchLazy"
    };

    private static final String FIX_STREAM =
            "Open the stream in a try-with-resources statement: closing it gives the connection back.";

    private final Map<String, Borrower> borrowers = new HashMap<>();

    /** One line of the application that borrows connections, and those that it never closed. Bounded. */
    private static final class Borrower {
        final Set<Long> held = new HashSet<>();
        long collected;

        /** One that was garbage-collected is proof; one that is held may be held on purpose. */
        boolean isSure() {
            return collected > 0 || held.size() >= ENOUGH_HELD;
        }

        String sentence() {
            long all = collected + held.size();
            String what = all + (all == 1 ? " connection borrowed here was" : " connections borrowed here were")
                    + " never closed";
            if (held.isEmpty()) {
                return all == 0 ? "All connections borrowed here were closed" : what + ", and then garbage-collected";
            }
            return what
                    + (collected == 0
                            ? ", and " + (all == 1 ? "is" : "are")
                            : ": " + collected + " garbage-collected, " + held.size())
                    + " still open although the unit of work is over";
        }
    }

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen.origin().phase() == Phase.SHUTDOWN
                || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        if (seen instanceof StatementsKept kept) {
            if (kept.open() > MANY_STATEMENTS && !isCache(kept)) {
                statements(kept, findings);
            }
        } else if (seen instanceof ConnectionKept kept) {
            String key = kept.origin().site().place() + " " + kept.database().url();
            if (borrowers.containsKey(key) || borrowers.size() < MOST) {
                judge(kept, borrowers.computeIfAbsent(key, any -> new Borrower()), findings);
            } else {
                findings.dropped(this);
            }
        }
    }

    private void judge(ConnectionKept kept, Borrower borrower, Findings findings) {
        boolean known = kept.how() != ConnectionKept.How.ABANDONED && borrower.held.remove(kept.lease());
        switch (kept.how()) {
            case RETURNED -> {
                if (known && borrower.held.isEmpty() && borrower.collected == 0) {
                    findings.resolve(found(kept, borrower));
                }
            }
            case ABANDONED -> {
                if (borrower.held.size() < MOST_HELD && borrower.held.add(kept.lease())) {
                    worse(kept, borrower, findings);
                }
            }
            case COLLECTED -> {
                borrower.collected++;
                worse(kept, borrower, findings);
            }
        }
    }

    private void worse(ConnectionKept kept, Borrower borrower, Findings findings) {
        findings.add(found(kept, borrower)
                .evidence("collected", borrower.collected)
                .evidence("held", borrower.held.size())
                .evidence("lender", kept.lender())
                .evidence("held-for-seconds", kept.nanos() / 1_000_000_000L));
    }

    private Found found(ConnectionKept kept, Borrower borrower) {
        Found found =
                Found.of(borrower.isSure(), this, kept.origin(), kept.database().url(), borrower.sentence());
        return Remedy.isAsked(kept.origin().site(), "", STREAMS) ? found.fix(FIX_STREAM) : found;
    }

    /** Whether hardly a text is there twice: a cache keeps one statement per text. */
    private static boolean isCache(StatementsKept kept) {
        return kept.shapes() * 5L >= kept.open() * 4L;
    }

    private void statements(StatementsKept kept, Findings findings) {
        findings.add(Found.of(
                        true,
                        this,
                        kept.origin(),
                        kept.database().url(),
                        kept.open() + " statements are open on one connection")
                .variant("statement")
                .severity(Severity.MEDIUM)
                .fix(FIX_STATEMENT)
                .evidence("open", kept.open())
                .evidence("different", kept.shapes()));
    }
}
