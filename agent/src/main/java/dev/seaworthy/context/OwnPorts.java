package dev.seaworthy.context;

import java.util.BitSet;

/** The TCP ports that this process listens on. Thread-safe. */
public final class OwnPorts {

    private final BitSet bound = new BitSet();

    public synchronized void add(int port) {
        if (port > 0 && port < 65536) {
            bound.set(port);
        }
    }

    public synchronized boolean contains(int port) {
        return port > 0 && bound.get(port);
    }

    /** Whether the process listens at all. */
    public synchronized boolean any() {
        return !bound.isEmpty();
    }
}
