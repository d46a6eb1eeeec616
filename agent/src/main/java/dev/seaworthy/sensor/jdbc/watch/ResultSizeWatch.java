package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Looks;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.RowsRead;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedStatement;
import dev.seaworthy.sensor.jdbc.track.UnitLedger;
import dev.seaworthy.sensor.sql.Shape;
import dev.seaworthy.sensor.sql.StatementUse;
import dev.seaworthy.sensor.sql.Verb;

/**
 * Tells of queries that gave many rows, or more than before. Rows are known only when they have been read, long after the
 * statement ran; so where it runs is looked up as often as the budget allows, and at each run once the shape gave many.
 */
public final class ResultSizeWatch extends ReportingWatch {

    private static final int MOST = 2_000;

    private final Looks looks;
    private final Bounded<Shape, Yield> yields;

    /** What one shape gave so far. Written by several threads: a number that is a little old does no harm. */
    private static final class Yield {
        volatile int most = -1;
        volatile boolean many;
    }

    public ResultSizeWatch(Workplace workplace, Looks looks) {
        super(workplace);
        this.yields = new Bounded<>(MOST, "jdbc.results", observations);
        this.looks = looks;
    }

    @Override
    public void executed(Execution execution) {
        TrackedStatement command = execution.command;
        UnitLedger work = execution.work;
        if (command == null) {
            return;
        }
        command.origin = null;
        Shape shape = execution.shape;
        TrackedConnection on = execution.connection;
        if (on != null && shape.verb() == Verb.SELECT) {
            command.ranNanos = execution.beganNanos + execution.nanos;
            command.ranAlone = execution.autoCommit;
            command.page = on.target.pages.size(command.fetchSize);
            command.pages = command.page != 0 && on.target.pages.has(on.product(), command.page, execution.autoCommit);
            on.transaction.paging |= command.pages;
        }
        if (work == null || work.phase() != Phase.REQUEST || !watches(shape)) {
            return;
        }
        Yield yield = yields.get(shape, any -> new Yield());
        if (yield != null && (execution.isLooked(looks) || yield.many)) {
            command.origin = surroundings.at(execution.site());
        }
    }

    @Override
    public void rowsRead(TrackedStatement command, StatementUse use, int rows) {
        Origin origin = command.origin;
        TrackedConnection on = command.connection;
        if (on != null && command.pages) {
            on.transaction.read(command.ranNanos, rows > Math.max(1, command.page));
        }
        Yield yield = watches(use.shape) ? yields.get(use.shape) : null;
        if (yield == null) {
            return;
        }
        int before = yield.most;
        boolean many = rows >= Limits.ROWS;
        yield.many |= many;
        if (rows > before) {
            yield.most = rows;
        }
        boolean grew =
                !use.shape.limited() && !use.shape.where() && rows >= Limits.GROWN_ROWS && before >= 0 && rows > before;
        if (origin == null || on == null || !many && !grew) {
            return;
        }
        long key = use.shape.key() * 31 + origin.site().hashCode();
        boolean pages = command.pages && !JdbcTypes.isScrollable(command.object());
        if (told.take(key, !many)) {
            told.tell(
                    key,
                    new RowsRead(
                            origin,
                            on.target.database,
                            use.shape.text(),
                            rows,
                            before,
                            command.page,
                            command.ranAlone,
                            pages,
                            use.shape.limited() || use.shape.aggregate(),
                            use.shape.where()));
        }
    }

    private static boolean watches(Shape shape) {
        return shape.isKnown() && shape.verb() == Verb.SELECT && !shape.aggregate() && !shape.metadata();
    }
}
