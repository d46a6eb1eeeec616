package dev.seaworthy.context;

import java.util.BitSet;

/** The TCP ports that this process listens on. Thread-safe. */
public final class OwnPorts {

    private final BitSet bound = new BitSet();
    private final BitSet tests = new BitSet();

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

    /** A test framework's stand-in for a remote service listens there. */
    public synchronized void addStandIn(int port) {
        add(port);
        if (port > 0 && port < 65536) {
            tests.set(port);
        }
    }

    /** Whether what listens there is a test framework's stand-in. */
    public synchronized boolean isStandIn(int port) {
        return port > 0 && tests.get(port);
    }
}
