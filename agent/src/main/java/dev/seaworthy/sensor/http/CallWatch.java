package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.sensor.http.client.Client;
import org.jspecify.annotations.Nullable;

/**
 * Hears what HTTP clients do, on the thread on which it happens, and reports what passes its limits. What it is given is
 * valid during the call of the method only, and the clients' objects are the application's: it keeps them weakly, by
 * {@link dev.seaworthy.context.WeakStates}, and calls none of their methods. Nothing here waits or allocates on the repeat
 * path.
 */
abstract class CallWatch implements RemoteCalls.Hears {

    /** Whether it wants to hear of calls, too: then each of them is followed to its end. */
    boolean hearsCalls() {
        return false;
    }

    @Override
    public void begins(Outbound call) {}

    @Override
    public void ends(Outbound call) {}

    /**
     * A client was made.
     *
     * @param made the client
     * @param pool what holds its connections; the same for copies that share it
     */
    void made(Client library, Object made, Object pool) {}

    /**
     * A call begins.
     *
     * @param client a client that was made, or its pool
     * @return whether the client seems to have been made for it
     */
    boolean used(Object client, Calling call) {
        return false;
    }

    /** A response has come that keeps its connection until it is {@link #freed}. */
    void kept(Client library, Object response, Outbound call) {}

    void closed(Client library, Object client) {}

    /** A response gave its connection back to the pool, or its connection was closed. */
    void freed(Client library, Object response) {}

    /** The thread begins to wait for a connection of a pool, until {@link #leased}. */
    void leases(Outbound call) {}

    /** The application counts something by a metrics library. */
    void counted(@Nullable Object counter) {}

    /**
     * The thread waited for a connection of a pool.
     *
     * @param call the call that needs it, null if unknown
     * @param failed whether it got none
     */
    void leased(Client library, @Nullable Outbound call, PoolSizes pool, long nanos, boolean failed) {}

    /**
     * A new connection was opened, or was not.
     *
     * @param call the call that needs it, null if the thread is in none
     * @param by the object that connects, a socket perhaps
     * @param host as the client has it: a name or an address
     * @param limit what the attempt might take in milliseconds, as {@link dev.seaworthy.observation.Limit} has it
     */
    void connected(
            @Nullable Outbound call,
            @Nullable Object by,
            String host,
            int port,
            long limit,
            long nanos,
            boolean failed) {}

    /** Agent's thread, about once a second, and once more at the end. */
    void tick(long now, boolean last) {}
}
