package dev.seaworthy.sensor.http;

import dev.seaworthy.observation.CallSent.Outcome;
import dev.seaworthy.observation.Origin;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A call on its way that is looked at; filled by the application's threads, told by the agent's. Holds no body and no header. */
final class Sent {

    final Origin origin;
    final Caller caller;
    final String client;
    final String method;
    final String scheme;
    final String host;
    final int port;
    /** Query as sent, until the call is told: it may hold a secret. */
    final @Nullable String query;

    final int credentials;
    /** Whether another thread than the caller's may be the one that waits. */
    final boolean detached;

    final long startNanos = System.nanoTime();
    volatile long connectTimeout;
    volatile long readTimeout;
    volatile boolean bounded;
    /** Whether this process listened on that port as the call began. */
    volatile boolean ownPort;

    volatile boolean streaming;
    volatile int status;
    volatile String location = "";
    volatile Outcome outcome = Outcome.PENDING;
    volatile long nanos;
    /** The future that the caller got, to see a timed wait on it. */
    volatile @Nullable WeakReference<Object> result;
    /** Whether it was told while it was pending. */
    boolean told;

    Sent(
            Origin origin,
            Caller caller,
            String client,
            String method,
            String scheme,
            String host,
            int port,
            @Nullable String query,
            int credentials,
            boolean detached) {
        this.origin = origin;
        this.caller = caller;
        this.client = client;
        this.method = method;
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.query = query;
        this.credentials = credentials;
        this.detached = detached;
    }

    /** The call ended; the first end counts. */
    synchronized void end(Outcome how) {
        if (outcome == Outcome.PENDING) {
            nanos = System.nanoTime() - startNanos;
            outcome = how;
        }
    }

    boolean isOpen() {
        return outcome == Outcome.PENDING;
    }

    boolean isUnlimited() {
        return connectTimeout == 0 || readTimeout == 0;
    }

    boolean goesTo(String otherHost, int otherPort) {
        return port == otherPort && host.equalsIgnoreCase(otherHost);
    }
}
