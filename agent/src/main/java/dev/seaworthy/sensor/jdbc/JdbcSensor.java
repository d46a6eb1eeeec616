package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.sql.ValueHash;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/**
 * Watches drivers, DataSources, connections and pools. This class and {@link Hooks} load before {@code main} and name no
 * type of {@code java.sql}; the rest loads when the first hook fires.
 */
public final class JdbcSensor extends LazySensor<Jdbc> {

    private static final long SHORT_MILLIS = 5_000;
    private static final long EAGER_MILLIS = 120_000;
    private static final long SEARCH_EAGER_MILLIS = 2_000;
    private static final long SEARCH_MILLIS = 10_000;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private int[] rowOwners = {};
    private int[] rowCounts = {};
    private long firstTick;
    private long nextSearch;

    public JdbcSensor(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
    }

    @Override
    public void hooks(HookTable table) {
        Hooks.addAll(table, this);
    }

    @Override
    public void counters(int[] owners, int[] counts) {
        rowOwners = owners;
        rowCounts = counts;
    }

    @Override
    public void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        parts().at(point, outcome, a, b, c);
    }

    @Override
    public void bound(int op, Object self, int index, long bits) {
        parts().statements.bound(self, index, bits);
    }

    @Override
    public void bound(int op, Object self, int index, @Nullable Object value) {
        parts().statements.bound(self, index, ValueHash.hash(value));
    }

    @Override
    public void tick(long now, boolean last) {
        if (firstTick == 0) {
            firstTick = now;
        }
        // A short program without JDBC need not pay for java.sql.
        boolean due = made() != null
                || now - firstTick > SHORT_MILLIS
                || surroundings.units().isStarted();
        if (now >= nextSearch && !last && due) {
            nextSearch = now + (now - firstTick < EAGER_MILLIS ? SEARCH_EAGER_MILLIS : SEARCH_MILLIS);
            if (ModuleLayer.boot().findModule("java.sql").isPresent()) {
                parts().shared.discovery.search();
            }
        }
        Jdbc known = made();
        if (known != null) {
            known.tick(now, last);
        }
    }

    @Override
    protected Jdbc make() {
        Jdbc made = new Jdbc(this, surroundings, observations, late);
        made.shared.rows.share(rowOwners, rowCounts);
        return made;
    }
}
