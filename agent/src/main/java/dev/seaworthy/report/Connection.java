package dev.seaworthy.report;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client: read from without waiting for it, written to by a thread that may wait. The listening thread has it while
 * it is read and drained, the answering thread in between. Times are milliseconds of the endpoint's clock.
 */
final class Connection {

    /** How long a written piece may take while others wait for the same thread. */
    static final int STALLED_MILLIS = 200;

    private static final int DRAIN_MILLIS = 200;
    private static final int MOST_DRAINED = 262_144;
    private static final int PIECE = 32_768;
    /** Below what Linux lets anybody have: answers of this size are handed over without waiting for the client. */
    private static final int SEND_BUFFER = 212_992;

    private static final int AT_ONCE_MILLIS = 2;

    /** Where it stands. */
    enum State {
        READING,
        ANSWERING,
        DRAINING,
        CLOSED
    }

    private final Socket socket;
    private final RequestHead head = new RequestHead();
    private volatile long until;
    private int drained;
    private volatile Collection<?> behind = List.of();
    private volatile State state = State.READING;
    private volatile long pieceSince = Long.MAX_VALUE;

    Connection(Socket socket, long until) {
        this.socket = socket;
        this.until = until;
    }

    State state() {
        return state;
    }

    boolean isOver(long now) {
        return now >= until;
    }

    /** Says behind whom it waits for its answer, and who waits behind it. */
    void queue(Collection<?> waiting) {
        behind = waiting;
    }

    /** Whether others wait for a thread that waits for this client to read. */
    boolean isHoldingUp(long now) {
        return now - STALLED_MILLIS >= pieceSince && !behind.isEmpty();
    }

    /** Most clients send their request with the connection: waits a moment for it, at most twice. */
    @Nullable
    HttpRequest readAtOnce(byte[] buffer) throws IOException {
        HttpRequest request = readWaiting(buffer, AT_ONCE_MILLIS);
        return request == null && state == State.READING ? readWaiting(buffer, 1) : request;
    }

    /** Takes what has come; null if that is no request yet. */
    @Nullable
    HttpRequest read(byte[] buffer) throws IOException {
        int there = socket.getInputStream().available();
        return there <= 0
                ? null
                : taken(buffer, socket.getInputStream().read(buffer, 0, Math.min(there, buffer.length)));
    }

    /** Waits a millisecond for something to come, since nothing else tells that a client has gone. */
    @Nullable
    HttpRequest probe(byte[] buffer) throws IOException {
        if (state == State.DRAINING) {
            drainWaiting(buffer);
            return null;
        }
        return readWaiting(buffer, 1);
    }

    private @Nullable HttpRequest readWaiting(byte[] buffer, int millis) throws IOException {
        try {
            socket.setSoTimeout(millis);
            return taken(buffer, socket.getInputStream().read(buffer));
        } catch (SocketTimeoutException nothing) {
            return null;
        }
    }

    private @Nullable HttpRequest taken(byte[] buffer, int count) {
        if (count < 0) {
            close();
            return null;
        }
        HttpRequest request = head.add(buffer, count);
        if (request != null) {
            state = State.ANSWERING;
        }
        return request;
    }

    /** Writes the answer, waiting for the client where it is long; then closes, or leaves what else comes to be drained. */
    void answer(HttpRequest request, HttpResponse response, LongSupplier clock) throws IOException {
        byte[] all = response.bytes(!request.method().equals("HEAD"));
        if (all.length > PIECE / 2) {
            socket.setSendBufferSize(SEND_BUFFER);
            socket.setTcpNoDelay(true);
        }
        OutputStream out = socket.getOutputStream();
        for (int at = 0; at < all.length; at += PIECE) {
            pieceSince = clock.getAsLong();
            out.write(all, at, Math.min(PIECE, all.length - at));
        }
        pieceSince = Long.MAX_VALUE;
        if (!request.hasBody() && head.surplus() == 0 && socket.getInputStream().available() == 0) {
            close();
            return;
        }
        // Closing with something unread would reset the connection before the answer is read.
        socket.shutdownOutput();
        until = Math.min(until, clock.getAsLong() + DRAIN_MILLIS);
        state = State.DRAINING;
    }

    /** Throws away what has come. */
    void drain(byte[] buffer) throws IOException {
        for (int there = socket.getInputStream().available();
                there > 0 && state == State.DRAINING;
                there = socket.getInputStream().available()) {
            throwAway(socket.getInputStream().read(buffer, 0, Math.min(there, buffer.length)));
        }
    }

    private void drainWaiting(byte[] buffer) throws IOException {
        try {
            socket.setSoTimeout(1);
            throwAway(socket.getInputStream().read(buffer));
        } catch (SocketTimeoutException nothing) {
            // the client keeps its side open: it has had its answer
        }
    }

    private void throwAway(int count) {
        drained += Math.max(0, count);
        if (count < 0 || drained > MOST_DRAINED) {
            close();
        }
    }

    /** Also ends the wait of a thread that writes to it. */
    void close() {
        state = State.CLOSED;
        Endpoint.closeQuietly(socket);
    }
}
