package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/**
 * What a client does for one call: attempts, connections, waits for a connection. Written by whoever announces the call,
 * read by listeners of {@link RemoteCalls}.
 */
public final class Course {

    private volatile int attempts;
    private volatile int connections;
    private volatile long leaseNanos;
    private volatile @Nullable Boolean closing;
    private volatile boolean fresh;

    void clear() {
        // Looking is cheaper than writes that other threads are to see.
        if (attempts != 0 || connections != 0 || leaseNanos != 0 || closing != null || fresh) {
            attempts = 0;
            connections = 0;
            leaseNanos = 0;
            closing = null;
            fresh = false;
        }
    }

    /** How often the client tried so far, redirects included; 0 if its attempts cannot be seen. */
    public int attempts() {
        return attempts;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one attempt after the other
    public void attempt() {
        attempts++;
    }

    /** Connections that were opened for it so far. */
    public int connections() {
        return connections;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    public void connected() {
        connections++;
    }

    /** How long it waited for a connection of the client's pool. */
    public long leaseNanos() {
        return leaseNanos;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    public void leased(long waited) {
        leaseNanos += waited;
    }

    /** Whether the server closes the connection after it, without being asked to; null if nobody knows. */
    public @Nullable Boolean closing() {
        return closing;
    }

    public void closing(@Nullable Boolean byServer) {
        closing = byServer;
    }

    /** Whether its client was made for it. */
    public boolean isFresh() {
        return fresh;
    }

    public void fresh() {
        fresh = true;
    }
}
