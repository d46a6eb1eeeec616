package dev.seaworthy.context;

import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The TCP ports that this process listens on. A port that was bound for a moment, to find a free one, is none. Keeps no
 * socket alive. Thread-safe.
 */
public final class OwnPorts {

    private static final int MOST = 1024;
    private static final long MOMENT_NANOS = 250_000_000L;

    private final BitSet bound = new BitSet();
    private final BitSet agents = new BitSet();
    /** Ports of stand-ins, also of those that are closed: their calls are judged later. */
    private final BitSet standIns = new BitSet();

    private final List<Listening> sockets = new ArrayList<>();
    private final Drops drops;
    private boolean listened;

    OwnPorts(Drops drops) {
        this.drops = drops;
    }

    private record Listening(int port, long since, WeakReference<Object> socket) {
        boolean isOpen() {
            Object held = socket.get();
            return held instanceof ServerSocket server
                    ? !server.isClosed()
                    : held instanceof Channel channel && channel.isOpen();
        }
    }

    /** A port that stays. */
    public synchronized void add(int port) {
        if (port > 0 && port < 65536) {
            bound.set(port);
        }
    }

    /** A port that the agent itself listens on: it says nothing of the application. */
    public synchronized void addAgents(int port) {
        if (port > 0 && port < 65536) {
            agents.set(port);
        }
    }

    /** Whether somebody has told of it, be it the agent's. */
    synchronized boolean isKnown(int port) {
        return agents.get(port) || contains(port);
    }

    /**
     * A port that is listened on until {@code socket} is closed or gone.
     *
     * @param socket a server socket or channel
     * @param standIn whether it is a test framework's stand-in for a remote service
     */
    public synchronized void add(int port, Object socket, boolean standIn) {
        any();
        sockets.removeIf(one -> !one.isOpen());
        if (port > 0 && port < 65536) {
            standIns.set(port, standIn);
        }
        if (port > 0 && sockets.size() < MOST) {
            sockets.add(new Listening(port, System.nanoTime(), new WeakReference<>(socket)));
        } else if (port > 0) {
            drops.dropped("server.ports", 1);
        }
    }

    public synchronized boolean contains(int port) {
        return port > 0 && (bound.get(port) || isOpen(port));
    }

    /** Whether what listens there, or was the last to do so, is a test framework's stand-in. */
    public synchronized boolean isStandIn(int port) {
        return port > 0 && standIns.get(port);
    }

    /** Whether the process listens, or has listened, for longer than a moment. */
    public synchronized boolean any() {
        if (!listened) {
            long now = System.nanoTime();
            for (Listening one : sockets) {
                listened |= now - one.since > MOMENT_NANOS && one.isOpen();
            }
        }
        return listened || !bound.isEmpty();
    }

    private boolean isOpen(int port) {
        for (Listening one : sockets) {
            if (one.port == port && one.isOpen()) {
                return true;
            }
        }
        return false;
    }
}
