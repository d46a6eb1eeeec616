package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.ShapeRepeated;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.UnitLedger;
import dev.seaworthy.sensor.sql.StatementUse;
import dev.seaworthy.sensor.sql.Verb;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells of units of work that ran statements of one shape from one line again and again. */
public final class RepetitionWatch extends ReportingWatch {

    /** Where a page says at which row it begins; a column may be called so, too: {@code utc_offset = ?}. */
    private static final Pattern BEGINS = Pattern.compile("(?i)(?<![\\w.])offset\\s*[(?:$\\d]");

    public RepetitionWatch(Workplace workplace) {
        super(workplace);
    }

    @Override
    public void ended(UnitLedger work) {
        boolean request = work.phase() == Phase.REQUEST;
        Unit.Kind kind = work.unit().kind();
        boolean counts = request || work.phase() == Phase.JOB || work.phase() == Phase.STARTUP;
        if (!counts || kind == Unit.Kind.BATCH) {
            return; // what a batch repeats, it may repeat once a message
        }
        int enough = request ? Limits.SAME_VALUES : kind == Unit.Kind.MESSAGE ? Limits.LOOP : Limits.LOOP_IN_JOBS;
        for (int i = 0; i < work.shapes(); i++) {
            StatementUse use = work.use(i);
            if (use.count >= enough && isRepetition(use)) {
                tell(work, use);
            }
        }
    }

    /** Whether so many runs of a shape are one loop, none of them a batch, or the same question asked again. */
    public static boolean isRepetition(StatementUse use) {
        boolean reads = use.shape.verb() == Verb.SELECT;
        if (use.shape.metadata()
                || !reads && !use.shape.verb().isWrite()
                || use.failed > 0
                || use.statements >= 2L * use.count) {
            return false;
        }
        return use.distinct ? isLoop(use) : reads && use.bindsKnown && use.count >= Limits.SAME_VALUES;
    }

    /** Whether the third and the tenth run came on the same way, or at least from the same method. */
    static boolean isLoop(StatementUse use) {
        if (use.count < Limits.LOOP || use.third == Site.UNKNOWN || use.tenth == Site.UNKNOWN) {
            return false;
        }
        return use.third == use.tenth || isSame(use.third.place(), use.tenth.place());
    }

    private static boolean isSame(@Nullable Place a, @Nullable Place b) {
        return a != null
                && b != null
                && a.className().equals(b.className())
                && a.method().equals(b.method());
    }

    private void tell(UnitLedger work, StatementUse use) {
        Database on = use.database;
        Site site = use.tenth == Site.UNKNOWN ? use.third : use.tenth;
        if (on == null || site == Site.UNKNOWN) {
            return;
        }
        long key = (use.shape.key() * 31 + site.hashCode()) * 31 + System.identityHashCode(on);
        if (!told.take(key)) {
            return;
        }
        StatementUse before = before(use);
        ShapeRepeated seen = new ShapeRepeated(
                work.origin(site),
                on,
                work.unit().route(),
                use.shape.text(),
                use.shape.verb().isWrite(),
                use.count,
                use.distinct,
                before == use.before && before != null ? use.rowsBefore() : -1,
                before == null ? null : before.shape.text(),
                use.nanos,
                use.fastestNanos,
                isPaged(use));
        told.tellPlaced(key, "jdbc.repeat", seen);
    }

    /** The query that ran last before the first of them. */
    private static @Nullable StatementUse before(StatementUse use) {
        StatementUse before = use.before;
        for (int i = 0; i < Limits.LOOP && before != null; i++, before = before.before) {
            if (before.shape.verb() == Verb.SELECT && !before.shape.metadata()) {
                return before;
            }
        }
        return null;
    }

    /** A limit of one row for each parent is a loop over parents; pages have more rows, or say where they begin. */
    private static boolean isPaged(StatementUse use) {
        return use.shape.limited()
                && (use.rows > use.count || BEGINS.matcher(use.shape.text()).find());
    }
}
