package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Lazy;
import dev.seaworthy.context.Looks;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.Occasions;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.sql.Literals;
import dev.seaworthy.sensor.sql.PastedValues;
import dev.seaworthy.sensor.sql.Shape;

/**
 * Looks for what came with a request in the text of the statements that it runs: at the first eight runs of a statement by
 * one line on a route, then at each power of two. Thread-safe.
 */
public final class ConcatenationWatch extends ReportingWatch {

    private final Looks looks;
    private final Occasions occasions;
    private final Lazy<PastedValues> pasted;

    public ConcatenationWatch(Workplace workplace, Looks looks) {
        super(workplace);
        this.looks = looks;
        this.occasions = new Occasions("jdbc.concatenation", observations);
        this.pasted = new Lazy<>(() -> new PastedValues(surroundings, observations, late));
    }

    @Override
    public void refused(Execution execution) {
        executed(execution);
    }

    @Override
    public void executed(Execution execution) {
        String sql = execution.sql;
        TrackedConnection on = execution.connection;
        if (sql == null || on == null || sql.length() > Literals.LONGEST_READ) {
            return;
        }
        OpenUnit open = units.open();
        RequestValues values = open.brought();
        if (values == null
                || isDrivers(execution.shape)
                || !execution.isLooked(looks)
                || !occasions.isDue(
                        (execution.shape.key() * 31 + open.unit().route().hashCode()) * 31 + execution.place())) {
            return;
        }
        Database database = on.target.database;
        String product = database.product();
        boolean backslash = product.equals("mysql") || product.equals("mariadb");
        pasted.get()
                .look(execution.shape, sql, execution.place(), open.unit().route(), database)
                .in(values, backslash);
    }

    /** What drivers write themselves for {@code setSchema} and {@code DatabaseMetaData}; the first takes no parameters. */
    private static boolean isDrivers(Shape shape) {
        String text = shape.text();
        return begins(text, "set ")
                || begins(text, "use ")
                || begins(text, "alter session ")
                || shape.metadata()
                        && !shape.table().isEmpty()
                        && !shape.table().equals("dual");
    }

    private static boolean begins(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length());
    }
}
