package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Probes;
import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import org.jspecify.annotations.Nullable;

/** Begins and ends a request's unit of work; servers differ only in where they keep path and content type. */
final class Requests {

    private static final Routes ROUTES = new Routes();

    private Requests() {}

    static void begin(Units units, @Nullable String contentType, @Nullable String method, @Nullable String path) {
        units.begin(
                Unit.Kind.REQUEST,
                Body.of(contentType, method),
                units.isStarted() || !Probes.isProbe(path),
                ROUTES.of(method, path));
    }

    /** Counts what was dropped since the last time because a limit was reached, in whatever server. */
    static void tick(Drops drops) {
        long routes = ROUTES.takeDropped();
        if (routes > 0) {
            drops.dropped("server.routes", routes);
        }
        long bodies = Brought.takeDropped();
        if (bodies > 0) {
            drops.dropped("server.bodies", bodies);
        }
    }
}
