package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Requests that reach any {@code HttpServlet}, javax or jakarta, in whatever server. */
public final class ServletSensor implements Sensor {

    private final Units units;

    public ServletSensor(Surroundings surroundings) {
        units = surroundings.units();
    }

    /** Loaded with the first request, not before main. */
    private static final class Request {
        static final Getters CONTENT_TYPE =
                new Getters("jakarta.servlet.ServletRequest,javax.servlet.ServletRequest", "getContentType");
        static final Getters URI = new Getters(
                "jakarta.servlet.http.HttpServletRequest,javax.servlet.http.HttpServletRequest", "getRequestURI");
    }

    @Override
    public void hooks(HookTable table) {
        add(table, "jakarta");
        add(table, "javax");
    }

    private void add(HookTable table, String root) {
        String descriptor = "(L"
                .concat(root)
                .concat("/servlet/ServletRequest;L")
                .concat(root)
                .concat("/servlet/ServletResponse;)V");
        table.add(
                Hook.on("server.HttpServlet", root.concat("/servlet/http/HttpServlet"), "service", descriptor, this, 0)
                        .give(0)
                        .atEntry()
                        .atExit()
                        .atThrow());
    }

    @Override
    public void enter(int op, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        if (units.current().isRequest()) {
            // The server's own hook was faster; do not ask the application's request again.
            units.adopt(units.current());
            return;
        }
        Requests.begin(units, Request.CONTENT_TYPE.text(request), units.isStarted() ? null : Request.URI.text(request));
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        units.end();
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        units.end();
    }
}
