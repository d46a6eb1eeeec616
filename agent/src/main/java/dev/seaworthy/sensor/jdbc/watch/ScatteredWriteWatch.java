package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.WritesScattered;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.UnitLedger;
import dev.seaworthy.sensor.sql.StatementUse;
import java.util.ArrayList;
import java.util.List;

/** Tells of units of work whose writes to several tables were committed one by one, by themselves or in transactions. */
public final class ScatteredWriteWatch extends ReportingWatch {

    private static final int MOST_TABLES = 16;

    public ScatteredWriteWatch(Workplace workplace) {
        super(workplace);
    }

    /** Looks at a unit when it writes a shape for the first time; the line is known then, and only then. */
    @Override
    public void executed(Execution execution) {
        UnitLedger work = execution.work;
        StatementUse use = execution.use;
        TrackedConnection on = execution.connection;
        if (!execution.shape.verb().isWrite()
                || execution.thrown != null
                || work == null
                || use == null
                || on == null
                || use.count > 1) {
            return;
        }
        // Only what a transaction writes first, or it would be compared with what another one committed inside it.
        Lease begun = !execution.autoCommit && on.transaction.writes == 1 ? execution.lease : null;
        if (!execution.autoCommit && begun == null) {
            return;
        }
        List<String> tables = null;
        int writes = 0;
        synchronized (work) {
            for (int i = 0; i < work.shapes(); i++) {
                StatementUse other = work.use(i);
                if (other != use
                        && (begun != null
                                ? work.isCommittedBefore(other, begun.number(), execution.thread.calls)
                                : other.autoCommitted > 0)
                        && other.shape.verb().isWrite()
                        && other.database == on.target.database) {
                    tables = tables == null ? new ArrayList<>() : tables;
                    writes += other.count;
                    add(tables, other.shape.table());
                }
            }
        }
        if (tables == null) {
            return;
        }
        add(tables, use.shape.table());
        if (tables.size() > 1) {
            tell(execution, on, tables, writes + 1, begun != null);
        }
    }

    private void tell(
            Execution execution, TrackedConnection on, List<String> tables, int writes, boolean inTransactions) {
        Site site = execution.site();
        long key = execution.shape.key() * 31 + site.hashCode();
        if (told.take(key)) {
            told.tell(
                    key,
                    new WritesScattered(
                            surroundings.at(site),
                            on.target.database,
                            units.current().route(),
                            List.copyOf(tables),
                            writes,
                            inTransactions));
        }
    }

    private static void add(List<String> tables, String table) {
        if (!table.isEmpty() && tables.size() < MOST_TABLES && !tables.contains(table)) {
            tables.add(table);
        }
    }
}
