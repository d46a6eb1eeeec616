package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementRan;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Uses;
import dev.seaworthy.sensor.jdbc.source.Target;
import dev.seaworthy.sensor.sql.Verb;
import org.jspecify.annotations.Nullable;

/** Which pieces of work use a physical connection: whether it serves more than one, and which of them write. Thread-safe. */
public final class ConnectionUses extends Part {

    public ConnectionUses(Shared shared) {
        super(shared);
    }

    /** It is asked for a statement, or for a handle; {@code sql} is null where it is not for a text. */
    public void touched(TrackedConnection tracked, @Nullable String sql) {
        Unit unit = units.current();
        boolean visible = unit.isVisible();
        int news = visible ? tracked.usedIn(unit, units) : tracked.usedOutside(threads.here().tracked, units);
        if ((news & Uses.REUSED) != 0) {
            observations.add(new ConnectionReused(
                    tracked.origin.at(System.currentTimeMillis()), tracked.target.database, tracked.number));
        }
        boolean writes = visible && sql != null && Verb.isWrite(sql) && tracked.uses.wroteIn(unit);
        Target target = tracked.target;
        boolean first = writes || (news & Uses.FIRST_IN_UNIT) != 0;
        if (first && target.isFirstStatement(unit, writes) && target.mayTell()) {
            observations.add(new StatementRan(origin(target), target.database, writes));
        }
    }

    /** The line is looked up until enough are known: that happens once per unit of work, whatever else is looked at. */
    private Origin origin(Target target) {
        Site known = target.site();
        Origin origin = known == null ? surroundings.here() : surroundings.at(known);
        if (known == null) {
            target.usedAt(origin);
        }
        return origin;
    }
}
