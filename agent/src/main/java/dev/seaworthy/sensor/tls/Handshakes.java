package dev.seaworthy.sensor.tls;

import dev.seaworthy.observation.Handshake;
import java.lang.ref.WeakReference;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The latest TLS handshakes of this process: when, on which thread, with whom. Takes no lock, keeps no socket.
 */
public final class Handshakes {

    public static final Handshakes RECENT = new Handshakes();

    private static final int MOST = 256;
    private static final int FIELDS = 3;

    /** For each: time, thread, remote port or 0. */
    private final AtomicLongArray ring = new AtomicLongArray(MOST * FIELDS);

    private final AtomicReferenceArray<@Nullable Shaken> named = new AtomicReferenceArray<>(MOST);
    private final AtomicLong count = new AtomicLong();

    /** One whose peer is known by name. */
    private record Shaken(Peer peer, WeakReference<SSLSocket> socket) {}

    private Handshakes() {}

    /**
     * The calling thread ended one.
     *
     * @param port 0 if unknown
     * @param server whom a client's socket leads to; null if unknown
     */
    void ended(int port, @Nullable Peer server, @Nullable Object socket) {
        int slot = (int) (count.getAndIncrement() % MOST);
        int at = slot * FIELDS;
        Shaken one = server != null && socket instanceof SSLSocket client
                ? new Shaken(server, new WeakReference<>(client))
                : null;
        named.set(slot, one);
        ring.set(at + 1, Thread.currentThread().getId());
        ring.set(at + 2, port);
        ring.set(at, System.nanoTime());
    }

    /** So many ended so far. */
    long count() {
        return count.get();
    }

    /** With whom the calling thread ended its latest one that is known by name; null if it is not remembered. */
    @Nullable
    Peer latest() {
        Shaken last = last();
        return last == null ? null : last.peer();
    }

    /** The same, if nothing in the JDK has checked that peer's name. */
    @Nullable
    Peer latestUnchecked() {
        Shaken last = last();
        SSLSocket socket = last == null ? null : last.socket().get();
        if (last == null || socket == null) {
            return null;
        }
        String checks = socket.getSSLParameters().getEndpointIdentificationAlgorithm();
        return checks == null || checks.isEmpty() ? last.peer() : null;
    }

    private @Nullable Shaken last() {
        long self = Thread.currentThread().getId();
        long last = count.get();
        for (long i = last - 1; i >= Math.max(0, last - MOST); i--) {
            int slot = (int) (i % MOST);
            Shaken one = named.get(slot);
            if (one != null && ring.get(slot * FIELDS + 1) == self) {
                return one;
            }
        }
        return null;
    }

    /**
     * Whether the calling thread, or whoever spoke with that port, ended a handshake after {@code nanos}. A library may
     * connect on a thread of its own.
     */
    public Handshake since(long nanos, int port) {
        long now = count.get();
        long oldest = Long.MAX_VALUE;
        long self = Thread.currentThread().getId();
        for (int i = 0; i < Math.min(now, MOST); i++) {
            long time = ring.get(i * FIELDS);
            oldest = Math.min(oldest, time - nanos);
            boolean mine = ring.get(i * FIELDS + 1) == self;
            if (time - nanos >= 0 && (mine || port > 0 && ring.get(i * FIELDS + 2) == port)) {
                return Handshake.SEEN;
            }
        }
        boolean overrun = now > MOST && oldest >= 0;
        return overrun || !Jsse.OURS ? Handshake.UNKNOWN : Handshake.NONE;
    }

    /** Asked at the first connection without a handshake. */
    private static final class Jsse {
        /** Whether what says TLS here is the JDK's own provider, where the hooks are. */
        static final boolean OURS = ask();

        private static boolean ask() {
            Provider[] found = Security.getProviders("SSLContext.TLS");
            return found != null && found.length > 0 && found[0].getName().equals("SunJSSE");
        }
    }
}
