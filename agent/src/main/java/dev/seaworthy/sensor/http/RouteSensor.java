package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.LazySensor;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** Watches what Java answers to clients that ask which proxy to take. */
public final class RouteSensor extends LazySensor<Routes> {

    private final Surroundings surroundings;
    private final Observations observations;

    public RouteSensor(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    @Override
    public void hooks(HookTable table) {
        String answers = "(Ljava/net/URI;)Ljava/util/List;";
        table.add(Hook.on("http.proxy", "sun/net/spi/DefaultProxySelector", "select", answers, this, 0)
                .give(0)
                .atExit()
                .optional());
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        parts().answered(a, result);
    }

    @Override
    protected Routes make() {
        return new Routes(surroundings, observations);
    }

    @Override
    public void tick(long now, boolean last) {
        Routes known = made();
        if (known != null) {
            known.tick(now);
        }
    }
}
