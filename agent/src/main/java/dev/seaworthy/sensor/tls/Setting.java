package dev.seaworthy.sensor.tls;

import dev.seaworthy.observation.Origin;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One place in the code that sets up trust managers, or host-name verifiers, of one class. Thread-safe. */
final class Setting {

    final Origin origin;
    final boolean hostNames;
    final String by;
    /** Whether it was told that there is a blind one. */
    final AtomicBoolean told = new AtomicBoolean();
    /** Handshakes with more peers than there is room for. */
    final AtomicLong passed = new AtomicLong();

    /** @param by name of the class */
    Setting(Origin origin, boolean hostNames, String by) {
        this.origin = origin;
        this.hostNames = hostNames;
        this.by = by;
    }
}
