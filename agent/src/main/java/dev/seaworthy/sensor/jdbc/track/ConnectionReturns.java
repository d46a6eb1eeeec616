package dev.seaworthy.sensor.jdbc.track;

import org.jspecify.annotations.Nullable;

/** The closes of borrowed connections, as they nest on each thread: the outermost gives back. Thread-safe. */
public final class ConnectionReturns extends Part {

    private final Leases leases;

    public ConnectionReturns(Shared shared, Leases leases) {
        super(shared);
        this.leases = leases;
    }

    /** The close of a borrowed connection begins. */
    public void begins(Object connection) {
        ThreadState thread = threads.here();
        if (thread.isClosingAnother(connection)) {
            // The close of that other one never said that it was over, or it closes what it was made of.
            thread.returning = 0;
            over(thread);
        }
        thread.returns();
        leases.closing(connection, thread);
    }

    /** It is over, one way or the other. */
    public void ended() {
        ThreadState thread = threads.here();
        thread.returning = Math.max(0, thread.returning - 1);
        if (thread.returning == 0) {
            over(thread);
        }
    }

    private void over(ThreadState thread) {
        if (leases.closed(thread)) {
            thread.tracked.count(TrackedThread.RETURNS);
        }
    }

    /** A method begins of a handle that is a proxy, {@code close}. */
    void proxyCloses(Object handler, Object handle) {
        ThreadState thread = threads.here();
        // Another one's close that never said that it was over does not hide this one.
        boolean closes = thread.closingBy == null || thread.isClosingAnother(handle);
        if (closes && leases.of(handle, thread) != null) {
            thread.closingBy = handler;
            begins(handle);
        }
    }

    /** A method of a handle that is a proxy is over, one way or the other. */
    public void proxyEnded(@Nullable Object handler) {
        ThreadState thread = threads.here();
        if (handler != null && thread.closingBy == handler) {
            thread.closingBy = null;
            ended();
        }
    }
}
