package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Requests that reach any {@code HttpServlet}, javax or jakarta, in whatever server. */
public final class ServletSensor extends LazySensor<ServletRequests> {

    private final Units units;
    private final Late late;
    private final Drops drops;

    public ServletSensor(Surroundings surroundings, Late late) {
        units = surroundings.units();
        this.late = late;
        drops = surroundings.drops();
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
                        .give(0, 1)
                        .atEntry()
                        .atExit()
                        .atThrow());
    }

    @Override
    public void enter(int op, @Nullable Object request, @Nullable Object b, @Nullable Object c) {
        parts().begin(request);
    }

    @Override
    public void exit(
            int op, @Nullable Object result, @Nullable Object request, @Nullable Object response, @Nullable Object c) {
        try {
            parts().returned(request, response);
        } finally {
            units.end();
        }
    }

    @Override
    public void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        units.end();
    }

    @Override
    public void tick(long now, boolean last) {
        ServletRequests known = made();
        if (known != null) {
            known.tick(now);
        }
        Requests.tick(drops);
    }

    @Override
    protected ServletRequests make() {
        return new ServletRequests(units, late, drops);
    }
}
