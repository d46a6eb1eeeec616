package dev.seaworthy.sensor.jdbc.watch;

import dev.seaworthy.observation.SchemaChanged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Workplace;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.sql.Shape;

/** Tells of statements that changed the schema. */
public final class SchemaChangeWatch extends ReportingWatch {

    public SchemaChangeWatch(Workplace workplace) {
        super(workplace);
    }

    @Override
    public void executed(Execution execution) {
        Shape shape = execution.shape;
        TrackedConnection on = execution.connection;
        if (!shape.verb().isDdl() || execution.thrown != null || on == null) {
            return;
        }
        Site site = execution.site();
        long key = shape.key() * 31 + site.hashCode();
        if (!told.take(key)) {
            return;
        }
        String object = shape.object();
        boolean temporary = object.startsWith("temp") || shape.table().startsWith("#");
        told.tell(
                key,
                new SchemaChanged(
                        surroundings.at(site),
                        on.target.database,
                        shape.verb().name(),
                        object,
                        shape.table(),
                        shape.text(),
                        temporary));
    }
}
