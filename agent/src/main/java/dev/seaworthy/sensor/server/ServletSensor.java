package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Requests that reach any {@code HttpServlet} or WebFlux as a servlet, javax or jakarta, in whatever server. */
public final class ServletSensor extends LazySensor<ServletRequests> {

    /** A servlet, but not an {@code HttpServlet}. */
    private static final String WEB_FLUX = "org/springframework/http/server/reactive/ServletHttpHandlerAdapter";

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
        add(table, "jakarta", "jakarta/servlet/http/HttpServlet");
        add(table, "javax", "javax/servlet/http/HttpServlet");
        add(table, "jakarta", WEB_FLUX);
        add(table, "javax", WEB_FLUX);
    }

    private void add(HookTable table, String root, String owner) {
        String descriptor = "(L"
                .concat(root)
                .concat("/servlet/ServletRequest;L")
                .concat(root)
                .concat("/servlet/ServletResponse;)V");
        Hook hook = Hook.on("server.HttpServlet", owner, "service", descriptor, this, 0)
                .give(0, 1)
                .atEntry()
                .atExit()
                .atThrow();
        table.add(owner.equals(WEB_FLUX) ? hook.optional() : hook);
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
        units.open().failed(thrown);
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
