package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.OpenUnit;
import dev.seaworthy.context.RequestValues;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.server.Server.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Begins, continues and ends the requests of all servers. Whatever servers lie on top of each other, a request counts
 * once: the outermost begins it. Thread-safe.
 */
final class Arrivals {

    private final Units units;
    private final Drops drops;
    private final Deferrals deferrals;
    private final @Nullable Server[] servers = new Server[RequestSensor.SERVERS];

    Arrivals(Units units, Drops drops) {
        this.units = units;
        this.drops = drops;
        this.deferrals = new Deferrals(units, drops);
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
    }

    private void begin(Server server, @Nullable Object key, @Nullable Object request) {
        if (units.current().isRequest()) {
            units.reset(); // nothing that an earlier request left behind may go on here
        }
        Requests.begin(units, server.contentType(request), server.method(request), server.path(request));
        OpenUnit open = units.open();
        RequestValues values = request == null || open.brought() != null
                ? null
                : server.values(request, open.unit().route());
        if (values != null) {
            open.bring(values);
        }
        if (key != null) {
            deferrals.begin(key, System.currentTimeMillis());
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
        if (remains == 0) {
            deferrals.end(going);
        } else {
            deferrals.limit(going, System.currentTimeMillis() + remains);
        }
    }

    /** The application read a part of the body. */
    void reads(int read, @Nullable Object buffer, @Nullable Object from) {
        if (read > 0 && units.open().brought() instanceof Brought brought) {
            brought.read(buffer, from instanceof Integer start ? start : 0, read);
        }
    }

    void tick(long now) {
        deferrals.tick(now);
    }
}
