package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Ledger;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts findings into recordings of the JDK's Flight Recorder as {@code dev.seaworthy.Finding}: each when it changes, and
 * all that stand whenever a recording begins a new chunk, so that one started later has them as well.
 *
 * <p>While nobody records, it asks one static field. The event's class, which takes 300 to 500 ms to load, is loaded on
 * the agent's thread once somebody does; without the module {@code jdk.jfr} nothing happens. What is judged only as the
 * JVM goes down comes too late: the JDK writes its files meanwhile.
 */
public final class FlightReporter implements Reporter, Ledger.Listener {

    private final Supplier<List<Finding>> findings;
    private volatile @Nullable FlightEvents events;
    private boolean unavailable;

    public FlightReporter(Ledger ledger) {
        this.findings = ledger::snapshot;
    }

    @Override
    public void changed(Finding snapshot, Ledger.Event event) {
        FlightEvents open = events;
        if (open != null) {
            open.tell(snapshot);
        }
    }

    @Override
    public void tick(long nowMillis) {
        if (unavailable) {
            return;
        }
        try {
            FlightEvents open = events;
            if (open == null) {
                if (!FlightEvents.isRecorderThere()) {
                    return;
                }
                open = new FlightEvents();
                events = open;
            }
            if (open.takeNewChunk()) {
                for (Finding finding : findings.get()) {
                    if (finding.state() != State.RESOLVED) {
                        open.tell(finding);
                    }
                }
            }
        } catch (LinkageError | IllegalStateException | SecurityException missing) {
            unavailable = true; // an image without jdk.jfr, or a JVM that forbids it
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
        FlightEvents open = events;
        if (open != null) {
            events = null;
            open.close();
        }
    }
}
