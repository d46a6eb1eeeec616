package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The hooks of all sensors, for tests. */
public final class AllHooks {
    private static final Settings STANDARD = Settings.load(null, new Properties(), Map.of());

    private AllHooks() {}

    /** A table as the agent fills it before main. */
    public static HookTable table() {
        HookTable table = new HookTable();
        for (Sensor sensor : Sensors.all(new Surroundings(key -> null), new Nobody(), new Never(), STANDARD)) {
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
