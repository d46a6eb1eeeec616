package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.WritesScattered;
import dev.seaworthy.sensor.Repeats;
import java.util.ArrayList;
import java.util.List;

/** Tells of units of work whose writes to several tables were committed one by one. */
final class Scatter implements Follower {

    private static final int MOST_TABLES = 16;

    private final Jdbc jdbc;
    private final Repeats told;

    Scatter(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.told = new Repeats(jdbc.observations);
    }

    /** Looks at a unit when it writes a shape for the first time; the line is known then, and only then. */
    @Override
    public void executed(Execution execution) {
        Work work = execution.work;
        Use use = execution.use;
        Tracked on = execution.connection;
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
                Use other = work.use(i);
                if (other != use
                        && other.autoCommitted > 0
                        && other.shape.verb().isWrite()
                        && isOn(other, on)) {
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

    @Override
    public void tick(long now, boolean last) {
        told.tick(now);
    }

    private void tell(Execution execution, Tracked on, List<String> tables, int writes) {
        Site site = execution.site();
        long key = execution.shape.key() * 31 + site.hashCode();
        if (told.take(key)) {
            told.tell(
                    key,
                    new WritesScattered(
                            jdbc.surroundings.at(site),
                            on.target.database,
                            jdbc.surroundings.units().current().route(),
                            List.copyOf(tables),
                            writes));
        }
    }

    private static boolean isOn(Use use, Tracked on) {
        return use.connection != null && use.connection.target == on.target;
    }

    private static void add(List<String> tables, String table) {
        if (!table.isEmpty() && tables.size() < MOST_TABLES && !tables.contains(table)) {
            tables.add(table);
        }
    }
}
