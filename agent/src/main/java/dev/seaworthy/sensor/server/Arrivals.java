package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Units;
import dev.seaworthy.context.WeakStates;
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
    /** The same of requests that somebody asked for what comes with them. */
    private final WeakStates<ServerValues> asked;

    private final @Nullable Server[] servers = new Server[RequestSensor.SERVERS];

    Arrivals(Units units, Drops drops, Queries queries) {
        this.units = units;
        this.queries = queries;
        this.drops = drops;
        this.deferrals = new Deferrals(units, drops);
        this.bodies = new WeakStates<>(Deferrals.MOST, "server.bodies", drops);
        this.asked = new WeakStates<>(Deferrals.MOST, "server.bodies", drops);
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
        boolean over = stretch == Stretch.NONE || stretch == Stretch.MORE && deferrals.isEmpty();
        Object key = over ? null : server.key(a, b, c);
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
        }
        RequestValues values = request == null || open.brought() != null
                ? null
                : server.values(request, open.unit().route());
        if (values != null) {
            open.bring(values);
        }
        ServerValues wanted = values instanceof ServerValues some && some.isWanted() ? some : null;
        boolean isRead = body != null || wanted != null || bodies.size() > 0 || asked.size() > 0;
        Object input = isRead ? server.input(request) : null;
        if (input != null) {
            knows(bodies, input, body);
            knows(asked, input, wanted);
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
        Object input = server.input(a, b, c);
        Body body = find(bodies, input, units.current().sent() instanceof Body sent ? sent : null);
        if (body != null) {
            server.read(body, result, a, b, c);
        }
        ServerValues values = find(
                asked,
                input,
                units.open().brought() instanceof ServerValues brought && brought.isWanted() ? brought : null);
        if (values != null) {
            server.read(values, result, a, b, c);
        }
    }

    /** Whose is what is read there: the thread's request's, else that of the one that has read from it before. */
    private <T> @Nullable T find(WeakStates<T> known, @Nullable Object input, @Nullable T own) {
        if (own == null) {
            return units.current().isVisible() || input == null || known.size() == 0 ? null : known.get(input);
        }
        if (input != null && known.get(input) != own) {
            knows(known, input, own);
        }
        return own;
    }

    /** What is read there from now on belongs to that one, or to none. */
    private static <T> void knows(WeakStates<T> known, Object input, @Nullable T owner) {
        if (known.size() > 0) {
            known.remove(input);
        }
        if (owner != null) {
            known.put(input, owner);
        }
    }

    void tick(long now, boolean last) {
        queries.tick(now, last);
        deferrals.tick(now);
        bodies.tick();
        asked.tick();
    }
}
