package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Getter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came with a request of a server without servlets, by what its description can read of it. */
final class ServerValues extends Brought implements Pieces {

    private static final Getter NAME = new Getter("getName", "getHeaderName", "name");
    private static final Getter VALUE = new Getter("getValue", "getFirst", "get", "value");

    private final Server server;

    /** @param reused whether the server uses its object again for the next request */
    ServerValues(Server server, Object request, String route, boolean reused) {
        super(request, route, reused);
        this.server = server;
    }

    @Override
    void plain(Object request, Visitor visitor) {
        String target = server.path(request);
        int at = target == null ? -1 : target.indexOf('?');
        query(target == null || at < 0 ? server.query(request) : target.substring(at + 1), "parameter", visitor);
        path(target == null || at < 0 ? target : target.substring(0, at), visitor);
        headers(server.headers(request), visitor);
    }

    private static void headers(@Nullable Object headers, Visitor visitor) {
        Object all = headers instanceof Map<?, ?> map ? map.entrySet() : headers;
        if (!(all instanceof Iterable<?> each)) {
            return;
        }
        for (Object one : each) {
            Object name = one instanceof Map.Entry<?, ?> entry ? entry.getKey() : NAME.read(one);
            Object value = one instanceof Map.Entry<?, ?> entry ? entry.getValue() : VALUE.read(one);
            if (value instanceof List<?> values) {
                values.forEach(some -> header(String.valueOf(name), text(some), visitor));
            } else {
                header(String.valueOf(name), text(value), visitor);
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof CharSequence text ? text.toString() : null;
    }

    @Override
    public void read(@Nullable ByteBuffer from) {
        if (from != null) {
            keep(from);
        }
    }
}
