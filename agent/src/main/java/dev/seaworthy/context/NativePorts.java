package dev.seaworthy.context;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ports that native code listens on, such as a server's epoll or io_uring transport: no hook sees them opened,
 * nor a connection accepted. Agent's thread only, but for the last look; Linux only. A look takes about a millisecond.
 */
public final class NativePorts {

    private static final long EVERY_MILLIS = 250;
    private static final long EVERY_CONNECTION_MILLIS = 1_000;

    /** A port that is open for no longer was opened to find a free one. */
    private static final long MOMENT_MILLIS = 250;

    private final OwnPorts ports;
    private final Units units;
    private volatile Set<String> before = Set.of();
    private final Map<String, Long> since = new HashMap<>();
    private final Set<Integer> found = new HashSet<>();
    private long lookedAt;
    private long connectionsAt;
    private boolean connected;

    NativePorts(OwnPorts ports, Units units) {
        this.ports = ports;
        this.units = units;
    }

    /**
     * What is open before the application runs is the JVM's own, a debugger's or a profiler's, or another process's. Whose
     * it is, is not asked now: that would make the default file system, which the application may want to make itself.
     */
    public void begin() {
        before = BoundPorts.listening();
    }

    /**
     * Looks for ports, a few times a second at most.
     *
     * @param now epoch milliseconds
     * @param last whether there will be no other look, so that one sight must do
     */
    public void look(long now, boolean last) {
        if (now - lookedAt < EVERY_MILLIS && !last) {
            return;
        }
        lookedAt = now;
        Map<String, Integer> listening = BoundPorts.find();
        since.keySet().retainAll(listening.keySet());
        for (Map.Entry<String, Integer> one : listening.entrySet()) {
            int port = one.getValue();
            if (before.contains(one.getKey()) || ports.isKnown(port)) {
                continue;
            }
            Long first = since.putIfAbsent(one.getKey(), now);
            if (last || first != null && now - first >= MOMENT_MILLIS) {
                found.add(port);
                ports.add(port);
                units.listening();
            }
        }
    }

    /** Looks for the first connection to what was found, once a second at most. */
    public void await(long now) {
        if (connected || found.isEmpty() || units.isStarted() || now - connectionsAt < EVERY_CONNECTION_MILLIS) {
            return;
        }
        connectionsAt = now;
        if (BoundPorts.areConnected(found)) {
            connected = true;
            units.accepted();
        }
    }
}
