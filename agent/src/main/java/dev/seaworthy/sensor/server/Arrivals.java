package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.server.Server.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Begins, continues and ends the requests of all servers. Whatever servers lie on top of each other, a request counts
 * once: the outermost begins it. Thread-safe.
 */
final class Arrivals {

    private final Units units;
    private final Drops drops;
    private final Queries queries;
    private final Deferrals deferrals;
    /** By the objects that they are read from, on threads that may be in no request. */
    private final WeakStates<Body> bodies;

    private final @Nullable Server[] servers = new Server[RequestSensor.SERVERS];

    Arrivals(Units units, Drops drops, Queries queries) {
        this.units = units;
        this.queries = queries;
        this.drops = drops;
        this.deferrals = new Deferrals(units, drops);
        this.bodies = new WeakStates<>(Deferrals.MOST, "server.bodies", drops);
    }

    /** The description of that number, made when it is first asked for. */
    Server server(int number) {
        Server known = servers[number];
        if (known == null) {
            synchronized (servers) {
                known = servers[number];
                if (known == null) {
                    known = RequestSensor.describe(number, drops);
                    servers[number] = known;
                }
            }
        }
        return known;
    }

    /** A stretch of work begins; matched by one {@link Units#end}, whatever it is for. */
    void enter(Server server, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Stretch stretch = server.stretch(a, b, c);
        Object key = stretch == Stretch.NONE ? null : server.key(a, b, c);
        Deferrals.Deferral going = key == null || stretch == Stretch.NEW ? null : deferrals.of(key);
        if (going != null) {
            deferrals.resume(going);
        } else if (stretch == Stretch.NONE
                || stretch == Stretch.MORE
                || stretch == Stretch.ANY && units.current().isRequest()) {
            units.adopt(units.current());
        } else {
            begin(server, key, server.request(a, b, c));
        }
        if (stretch != Stretch.NONE) {
            OpenUnit open = units.open();
            if (open.unit().sent() instanceof Body body) {
                server.read(body, null, a, b, c);
            }
            if (open.brought() instanceof ServerValues values && values.isWanted()) {
                server.read(values, null, a, b, c);
            }
        }
    }

    private void begin(Server server, @Nullable Object key, @Nullable Object request) {
        if (units.current().isRequest()) {
            units.reset(); // nothing that an earlier request left behind may go on here
        }
        Requests.begin(units, server.contentType(request), server.method(request), server.path(request));
        OpenUnit open = units.open();
        Body body = open.unit().sent() instanceof Body sent ? sent : null;
        if (body != null && server.seesBodies()) {
            body.watch();
        } else if (body != null) {
            body.announce(server.length(request));
        }
        Object input = body == null && bodies.size() == 0 ? null : server.input(request);
        if (input != null) {
            knows(input, body);
        }
        RequestValues values = request == null || open.brought() != null
                ? null
                : server.values(request, open.unit().route());
        if (values != null) {
            open.bring(values);
        }
        queries.begins(server, request);
        if (key != null) {
            deferrals.begin(key, System.currentTimeMillis());
        }
    }

    /** The stretch is over. */
    void leave(int number, @Nullable Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        try {
            OpenUnit open = units.open();
            if (thrown != null && open.unit().isRequest()) {
                open.failed(thrown);
            }
            open.answered(server(number).status(a, b, c));
        } finally {
            units.end();
        }
    }

    /** A request's response has its status. */
    void tells(Server server, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object key = server.answers(a, b, c);
        Deferrals.Deferral going = key == null ? null : deferrals.of(key);
        if (going != null) {
            going.unit.answered(server.status(a, b, c));
            if (b instanceof Throwable thrown) {
                going.unit.failed(thrown);
            }
        }
    }

    /** A request is over, or will be soon. */
    void ends(Server server, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        if (deferrals.isEmpty()) {
            return;
        }
        long remains = server.remains(a, b, c);
        Object key = remains < 0 ? null : server.key(a, b, c);
        Deferrals.Deferral going = key == null ? null : deferrals.of(key);
        if (going == null) {
            return;
        }
        going.unit.answered(server.status(a, b, c));
        if (remains == 0) {
            deferrals.end(going);
        } else {
            deferrals.limit(going, System.currentTimeMillis() + remains);
        }
    }

    /** A part of the body was read. */
    void reads(Server server, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Body body = body(server.input(a, b, c));
        if (body != null) {
            server.read(body, result, a, b, c);
        }
        if (units.open().brought() instanceof ServerValues values && values.isWanted()) {
            server.read(values, result, a, b, c);
        }
    }

    /** What is read there: by the thread's request, else by the one that has read from it before. */
    private @Nullable Body body(@Nullable Object input) {
        Unit unit = units.current();
        if (unit.sent() instanceof Body body) {
            if (input != null && bodies.get(input) != body) {
                knows(input, body);
            }
            return body;
        }
        return unit.isVisible() || input == null || bodies.size() == 0 ? null : bodies.get(input);
    }

    /** What is read there from now on belongs to that body, or to none. */
    private void knows(Object input, @Nullable Body body) {
        if (bodies.size() > 0) {
            bodies.remove(input);
        }
        if (body != null) {
            bodies.put(input, body);
        }
    }

    void tick(long now, boolean last) {
        queries.tick(now, last);
        deferrals.tick(now);
        bodies.tick();
    }
}
