package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.observation.SchemaChanged;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Repeats;

/** Tells of statements that changed the schema. */
final class Ddl implements Follower {

    private final Jdbc jdbc;
    private final Repeats told;

    Ddl(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.told = new Repeats(jdbc.observations);
    }

    @Override
    public void executed(Execution execution) {
        Shape shape = execution.shape;
        Tracked on = execution.connection;
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
                        jdbc.surroundings.at(site),
                        on.target.database,
                        shape.verb().name(),
                        object,
                        shape.table(),
                        shape.text(),
                        temporary));
    }

    @Override
    public void tick(long now, boolean last) {
        told.tick(now);
    }
}
