package dev.seaworthy.boot;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.util.List;

/** The hooks of all sensors, for tests. */
public final class AllHooks {
    private AllHooks() {}

    /** A table as the agent fills it before main. */
    public static HookTable table() {
        HookTable table = new HookTable();
        for (Sensor sensor : Sensors.all(new Surroundings(key -> null), new Nobody(), new Never())) {
            sensor.hooks(table);
        }
        return table;
    }

    private static final class Nobody implements Observations {
        @Override
        public void add(Observation seen) {}

        @Override
        public void count(String sense, long more) {}
    }

    private static final class Never implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {}
    }
}
