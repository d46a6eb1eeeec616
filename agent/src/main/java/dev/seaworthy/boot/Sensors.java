package dev.seaworthy.boot;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.sensor.http.HttpSensor;
import dev.seaworthy.sensor.runtime.ExecutorSensor;
import dev.seaworthy.sensor.server.AcceptSensor;
import dev.seaworthy.sensor.server.JdkServerSensor;
import dev.seaworthy.sensor.server.PortSensor;
import dev.seaworthy.sensor.server.ServletSensor;
import dev.seaworthy.sensor.server.TomcatSensor;

/** The explicit list of sensors. */
final class Sensors {

    private Sensors() {}

    static Sensor[] all(Surroundings surroundings, Observations observations, Late late) {
        return new Sensor[] {
            new TomcatSensor(surroundings),
            new ServletSensor(surroundings),
            new JdkServerSensor(surroundings),
            new AcceptSensor(surroundings),
            new ExecutorSensor(surroundings),
            new PortSensor(surroundings),
            new HttpSensor(surroundings, observations, late),
        };
    }
}
