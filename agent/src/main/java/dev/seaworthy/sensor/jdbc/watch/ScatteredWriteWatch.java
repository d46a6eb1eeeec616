package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.WritesScattered;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.UnitLedger;
import dev.seaworthy.sensor.sql.StatementUse;
import java.util.ArrayList;
import java.util.List;

/** Tells of units of work whose writes to several tables were committed one by one. */
public final class ScatteredWriteWatch extends RepeatingWatch {

    private static final int MOST_TABLES = 16;

    private final Surroundings surroundings;

    public ScatteredWriteWatch(Surroundings surroundings, Observations observations) {
        super(observations);
        this.surroundings = surroundings;
    }

    /** Looks at a unit when it writes a shape for the first time; the line is known then, and only then. */
    @Override
    public void executed(Execution execution) {
        UnitLedger work = execution.work;
        StatementUse use = execution.use;
        TrackedConnection on = execution.connection;
        if (!execution.autoCommit
                || !execution.shape.verb().isWrite()
                || execution.thrown != null
                || work == null
                || use == null
                || on == null
                || use.count > 1) {
            return;
        }
        List<String> tables = null;
        int writes = 0;
        synchronized (work) {
            for (int i = 0; i < work.shapes(); i++) {
                StatementUse other = work.use(i);
                if (other != use
                        && other.autoCommitted > 0
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
            tell(execution, on, tables, writes + 1);
        }
    }

    private void tell(Execution execution, TrackedConnection on, List<String> tables, int writes) {
        Site site = execution.site();
        long key = execution.shape.key() * 31 + site.hashCode();
        if (told.take(key)) {
            told.tell(
                    key,
                    new WritesScattered(
                            surroundings.at(site),
                            on.target.database,
                            surroundings.units().current().route(),
                            List.copyOf(tables),
                            writes));
        }
    }

    private static void add(List<String> tables, String table) {
        if (!table.isEmpty() && tables.size() < MOST_TABLES && !tables.contains(table)) {
            tables.add(table);
        }
    }
}
