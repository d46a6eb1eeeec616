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
import java.util.Map;

/** A borrowed connection is never given back. */
@RuleSpec(
        id = "jdbc/connection-leak",
        severity = Severity.BLOCKER,
        needs = {ConnectionKept.class, StatementsKept.class},
        summary = "Connections that are borrowed and never given back",
        fix = "Borrow the connection in a try-with-resources statement, so that every path gives it back.")
public final class ConnectionLeak implements Rule<JdbcObservation> {

    private static final int MOST = 1_000;
    private static final int MANY_STATEMENTS = 100;
    private static final String FIX_STATEMENT =
            "Close each statement when it is done, best by try-with-resources; the connection's close comes too late.";

    private final Map<String, Borrower> borrowers = new HashMap<>();

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        if (seen.origin().phase() == Phase.SHUTDOWN
                || Tools.areAtWork(seen.origin().site())) {
            return;
        }
        if (seen instanceof StatementsKept kept) {
            if (kept.open() > MANY_STATEMENTS && !isCache(kept)) {
                tell(kept, findings);
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
        switch (borrower.take(kept)) {
            case NOTHING -> {}
            case HARMLESS -> findings.resolve(found(kept, borrower));
            case WORSE ->
                findings.add(found(kept, borrower)
                        .evidence("collected", borrower.collected())
                        .evidence("held", borrower.held())
                        .evidence("lender", kept.lender())
                        .evidence("held-for-seconds", kept.nanos() / 1_000_000_000L));
        }
    }

    private Found found(ConnectionKept kept, Borrower borrower) {
        return Found.of(borrower.isSure(), this, kept.origin(), kept.database().url(), borrower.sentence());
    }

    /** Whether hardly a text is there twice: who keeps statements to use them again keeps one for each. */
    private static boolean isCache(StatementsKept kept) {
        return kept.shapes() * 5L >= kept.open() * 4L;
    }

    private void tell(StatementsKept kept, Findings findings) {
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
