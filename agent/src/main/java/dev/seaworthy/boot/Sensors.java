package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.finding.RuleSelection;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.sensor.file.FileSensor;
import dev.seaworthy.sensor.http.HttpSensor;
import dev.seaworthy.sensor.http.MailSensor;
import dev.seaworthy.sensor.http.RouteSensor;
import dev.seaworthy.sensor.jdbc.JdbcSensor;
import dev.seaworthy.sensor.log.LogSensor;
import dev.seaworthy.sensor.log.PrintSensor;
import dev.seaworthy.sensor.runtime.CarrierSensor;
import dev.seaworthy.sensor.runtime.ExecutorSensor;
import dev.seaworthy.sensor.server.AcceptSensor;
import dev.seaworthy.sensor.server.PortSensor;
import dev.seaworthy.sensor.server.RequestSensor;
import dev.seaworthy.sensor.server.ServletSensor;
import dev.seaworthy.sensor.server.WorkerSensor;
import dev.seaworthy.sensor.tls.TlsSensor;
import dev.seaworthy.sensor.work.WorkSensor;
import dev.seaworthy.weave.HookTable;
import org.jspecify.annotations.Nullable;

/** The sensors of one agent; one that fails harms no other. */
final class Sensors {

    private final Sensor[] sensors;
    private final Counts errors;
    private @Nullable Throwable last;

    Sensors(Sensor[] sensors, Counts errors) {
        this.sensors = sensors;
        this.errors = errors;
    }

    /** Adds their hooks. */
    void hooks(HookTable table) {
        for (Sensor sensor : sensors) {
            try {
                Dispatcher.share(sensor);
                sensor.hooks(table);
            } catch (RuntimeException | LinkageError failed) {
                errors.add("hooks", 1);
                last = failed;
            }
        }
    }

    /** Has them tell what they keep to themselves; one thread at a time. */
    void tick(long now, boolean ends) {
        for (Sensor sensor : sensors) {
            try {
                sensor.tick(now, ends);
            } catch (Throwable failed) {
                errors.add("tick", 1);
                last = failed;
            }
        }
    }

    /** The last failure, null where there was none; told once. */
    @Nullable
    Throwable takeLast() {
        Throwable told = last;
        last = null;
        return told;
    }

    /** The explicit list. */
    static Sensor[] all(Surroundings surroundings, Observations observations, Late late, Settings settings) {
        return new Sensor[] {
            new RequestSensor(surroundings, observations),
            new ServletSensor(surroundings, late),
            new AcceptSensor(surroundings),
            new PortSensor(surroundings, late),
            new WorkerSensor(surroundings, late),
            new ExecutorSensor(surroundings),
            new WorkSensor(surroundings, late),
            new CarrierSensor(surroundings),
            new FileSensor(
                    surroundings,
                    observations,
                    isAnyOn(settings, FileSensor.READING),
                    isAnyOn(settings, FileSensor.HOLDING),
                    isAnyOn(settings, FileSensor.LOOKING_UP)),
            new HttpSensor(surroundings, observations, late),
            new RouteSensor(surroundings, observations),
            new MailSensor(surroundings, observations),
            new TlsSensor(surroundings, observations, late),
            new LogSensor(surroundings, observations),
            new PrintSensor(surroundings, observations, late),
            new JdbcSensor(surroundings, observations, late),
        };
    }

    /** Whether any of these rules runs, all of which are on by default. */
    private static boolean isAnyOn(Settings settings, String[] rules) {
        if ("default".equals(settings.get("rules"))) {
            return true; // without loading what reads the setting
        }
        for (String rule : rules) {
            if (RuleSelection.isOn(settings.list("rules"), rule, true)) {
                return true;
            }
        }
        return false;
    }
}
