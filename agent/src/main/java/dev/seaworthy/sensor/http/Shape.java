package dev.seaworthy.sensor.http;

import dev.seaworthy.sensor.Spots;

/** Calls that are alike: same target, same client settings, same phase; and the lines that make them. Thread-safe. */
final class Shape {

    final long key;
    final Spots<Caller> callers = new Spots<>();
    private volatile int answers;
    private volatile boolean refused;

    Shape(long key) {
        this.key = key;
    }

    /** One of its calls was answered; agent's thread. */
    void answered() {
        if (answers == 0 || refused) {
            refused = false;
            answers = answers() + 1;
        }
    }

    /** How often calls were answered again after some were refused; 0 while none was answered at all. */
    int answers() {
        return answers;
    }

    /** Whether a refused call is the first one after calls that were answered, since a server may go away later. */
    boolean isNewRefusal() {
        if (answers > 0 && !refused) {
            refused = true;
            return true;
        }
        return false;
    }
}
