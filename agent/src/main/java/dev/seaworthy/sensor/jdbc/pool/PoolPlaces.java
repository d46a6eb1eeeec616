package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.sensor.BuilderPlaces;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.source.SourceFields;
import org.jspecify.annotations.Nullable;

/** Where connection pools were built, and for which database. */
public final class PoolPlaces extends BuilderPlaces<Database> {

    public PoolPlaces(Surroundings surroundings, Observations observations, Late late) {
        super(surroundings, observations, late, "jdbc.pool");
    }

    @Override
    protected @Nullable Database target(Object pool) {
        return SourceFields.read(pool).database(null);
    }

    @Override
    protected boolean isSame(Database one, Database other) {
        return one.url().equals(other.url());
    }
}
