package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.Units;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.identity.StrongReferences;
import dev.seaworthy.sensor.jdbc.discover.Discovery;

/** A part that follows JDBC, with what all of them have in common at hand. */
abstract class Part {

    final Surroundings surroundings;
    final Units units;
    final Observations observations;
    final Discovery discovery;
    final Threads threads;
    final Watches watches;
    final Rows rows;
    final StrongReferences strong;
    final OpenConnections connections;

    Part(Shared shared) {
        surroundings = shared.workplace.surroundings();
        units = surroundings.units();
        observations = shared.workplace.observations();
        discovery = shared.discovery;
        threads = shared.threads;
        watches = shared.watches;
        rows = shared.rows;
        strong = shared.strong;
        connections = shared.connections;
    }
}
