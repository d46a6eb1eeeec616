package dev.seaworthy.sensor.file;

import dev.seaworthy.observation.Unit;

/** In how many units of work one file was written. Thread-safe. */
final class Times {

    private long last;
    private int units;

    Times(Unit first) {
        last = first.id();
        units = 1;
    }

    /** It was written again. Outside of units each opening is one of its own. */
    synchronized void again(Unit unit) {
        if (unit.id() != last || unit.id() == 0) {
            last = unit.id();
            units++;
        }
    }

    synchronized int units() {
        return units;
    }
}
