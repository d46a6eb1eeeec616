package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.sensor.sql.Literals;
import dev.seaworthy.sensor.sql.PastedValues;
import dev.seaworthy.sensor.sql.Shape;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what came with a request in the text of the statements that it runs: at the first eight runs of a statement by
 * one line on a route, then at each power of two. Thread-safe.
 */
public final class ConcatenationWatch implements Watch {

    private static final int KEYS = 1 << 13;
    private static final int PROBES = 4;
    private static final int EACH = 8;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final Looks looks;
    private final Units units;
    private final AtomicLongArray keys = new AtomicLongArray(KEYS);
    private final AtomicIntegerArray hits = new AtomicIntegerArray(KEYS);
    private volatile @Nullable PastedValues pasted;

    public ConcatenationWatch(Surroundings surroundings, Observations observations, Late late, Looks looks) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
        this.looks = looks;
        this.units = surroundings.units();
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
                || !isDue((execution.shape.key() * 31 + open.unit().route().hashCode()) * 31 + execution.place())) {
            return;
        }
        Database database = on.target.database;
        String product = database.product();
        boolean backslash = product.equals("mysql") || product.equals("mariadb");
        values().look(execution.shape, sql, execution.place(), open.unit().route(), database)
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

    private PastedValues values() {
        PastedValues known = pasted;
        if (known == null) {
            known = new PastedValues(surroundings, observations, late);
            pasted = known;
        }
        return known;
    }

    private boolean isDue(long key) {
        long sought = key == 0 ? 1 : key * 0x9E3779B97F4A7C15L;
        int start = (int) (sought >>> 40);
        for (int i = 0; i < PROBES; i++) {
            int at = start + i & KEYS - 1;
            long known = keys.get(at);
            if (known == sought || known == 0 && keys.compareAndSet(at, 0, sought) || keys.get(at) == sought) {
                // One that is lost among threads does no harm.
                int hit = hits.getPlain(at) + 1;
                hits.setPlain(at, hit);
                return hit > 0 && (hit <= EACH || (hit & hit - 1) == 0);
            }
        }
        observations.dropped("jdbc.concatenation", 1);
        return false;
    }
}
