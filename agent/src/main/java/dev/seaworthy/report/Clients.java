package dev.seaworthy.report;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The clients of the endpoint, and what each has said so far. Only the listening thread touches it. */
final class Clients {

    /** At once. */
    static final int MOST = 64;

    private final LongSupplier clock;
    private final BiConsumer<Connection, HttpRequest> requests;
    private final List<Connection> connections = new ArrayList<>();
    private final byte[] buffer = new byte[RequestHead.LONGEST];
    private volatile int held;
    private int probed;
    private long looked;

    /** @param requests takes each request, and the connection with it until it is answered */
    Clients(LongSupplier clock, BiConsumer<Connection, HttpRequest> requests) {
        this.clock = clock;
        this.requests = requests;
    }

    /** How many there were at the last look; asked from any thread. */
    int held() {
        return held;
    }

    /** Waits for a new client: forever if there is no other, else for so many milliseconds. */
    boolean accept(ServerSocket server, int pause) throws IOException {
        if (connections.size() >= MOST && oldestUnfinished() == null) {
            Endpoint.rest(pause);
            return false;
        }
        Connection fresh;
        try {
            server.setSoTimeout(connections.isEmpty() ? 0 : pause);
            fresh = new Connection(server.accept(), clock.getAsLong() + Endpoint.LIFE_MILLIS);
        } catch (SocketTimeoutException nobody) {
            return false;
        }
        Connection oldest = connections.size() >= MOST ? oldestUnfinished() : null;
        if (oldest != null) {
            oldest.close();
            connections.remove(oldest);
        }
        connections.add(fresh);
        try {
            take(fresh, fresh.readAtOnce(buffer));
        } catch (IOException gone) {
            fresh.close();
        }
        return true;
    }

    /** Asks each connection what has come; returns whether anything has. */
    boolean look(boolean idle) {
        boolean busy = false;
        long now = clock.getAsLong();
        if (!idle && now == looked) {
            return true; // a crowd of new clients: once a millisecond is enough for the others
        }
        looked = now;
        probed = probed + 1 < connections.size() ? probed + 1 : 0;
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            try {
                busy |= look(connection, now, idle && i == probed);
            } catch (IOException | RuntimeException gone) {
                connection.close();
            }
        }
        connections.removeIf(connection -> connection.state() == Connection.State.CLOSED);
        held = connections.size();
        return busy;
    }

    private boolean look(Connection connection, long now, boolean probe) throws IOException {
        if (connection.isOver(now)) {
            connection.close();
            return false;
        }
        switch (connection.state()) {
            case READING -> {
                HttpRequest request = connection.read(buffer);
                if (request == null && probe && connection.state() == Connection.State.READING) {
                    request = connection.probe(buffer);
                }
                take(connection, request);
                return request != null;
            }
            case DRAINING -> {
                connection.drain(buffer);
                if (probe && connection.state() == Connection.State.DRAINING) {
                    connection.probe(buffer);
                }
            }
            case ANSWERING -> {
                if (connection.isHoldingUp(now)) {
                    connection.close();
                }
            }
            case CLOSED -> {
                // taken out below
            }
        }
        return false;
    }

    private void take(Connection connection, @Nullable HttpRequest request) {
        if (request != null) {
            requests.accept(connection, request);
        }
    }

    /** Parts with all that have no request under way: descriptors are the application's first of all. */
    void letGo() {
        connections.removeIf(Clients::letGo);
    }

    /** Parts with all. */
    void close() {
        connections.forEach(Connection::close);
        connections.clear();
        held = 0;
    }

    private @Nullable Connection oldestUnfinished() {
        Connection reading = null;
        for (Connection connection : connections) {
            if (connection.state() == Connection.State.DRAINING) {
                return connection;
            }
            if (reading == null && connection.state() == Connection.State.READING) {
                reading = connection;
            }
        }
        return reading;
    }

    private static boolean letGo(Connection connection) {
        if (connection.state() == Connection.State.ANSWERING) {
            return false;
        }
        connection.close();
        return true;
    }
}
