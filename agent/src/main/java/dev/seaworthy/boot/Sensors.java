package dev.seaworthy.boot;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Sensor;
import dev.seaworthy.sensor.file.FileSensor;
import dev.seaworthy.sensor.http.HttpSensor;
import dev.seaworthy.sensor.http.RemoteCallSensor;
import dev.seaworthy.sensor.jdbc.JdbcSensor;
import dev.seaworthy.sensor.log.LogSensor;
import dev.seaworthy.sensor.log.PrintSensor;
import dev.seaworthy.sensor.runtime.ExecutorSensor;
import dev.seaworthy.sensor.server.AcceptSensor;
import dev.seaworthy.sensor.server.JdkServerSensor;
import dev.seaworthy.sensor.server.PortSensor;
import dev.seaworthy.sensor.server.ServletSensor;
import dev.seaworthy.sensor.server.TomcatSensor;
import dev.seaworthy.sensor.server.WorkerSensor;

/** The explicit list of sensors. */
final class Sensors {

    private Sensors() {}

    static Sensor[] all(Surroundings surroundings, Observations observations, Late late) {
        return new Sensor[] {
            new TomcatSensor(surroundings),
            new ServletSensor(surroundings, late),
            new JdkServerSensor(surroundings),
            new AcceptSensor(surroundings),
            new PortSensor(surroundings, late),
            new WorkerSensor(surroundings, late),
            new ExecutorSensor(surroundings),
            new FileSensor(surroundings, observations),
            new HttpSensor(surroundings, observations, late),
            new RemoteCallSensor(surroundings),
            new LogSensor(surroundings, observations),
            new PrintSensor(surroundings, observations),
            new JdbcSensor(surroundings, observations, late),
        };
    }
}
