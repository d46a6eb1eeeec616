package dev.seaworthy.sensor.tls;

import dev.seaworthy.observation.Handshake;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.HookTable;
import dev.seaworthy.weave.Receiver;
import java.net.Socket;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest TLS handshakes of this process: when, on which thread, with which port. Allocates nothing, takes no lock.
 * Loads before {@code main}.
 */
public final class Handshakes implements Receiver {

    public static final Handshakes RECENT = new Handshakes();

    private static final int MOST = 256;
    private static final int FIELDS = 3;

    /** For each: time, thread, remote port or 0. */
    private final AtomicLongArray ring = new AtomicLongArray(MOST * FIELDS);

    private final AtomicLong count = new AtomicLong();

    private Handshakes() {}

    /**
     * The JDK's own TLS, sockets and engines; both are the same on 17 and 25.
     *
     * @param name what coverage calls it
     */
    public static void addTo(HookTable table, String name) {
        table.add(Hook.on(name, "sun/security/ssl/SSLSocketImpl", "startHandshake", "(Z)V", RECENT, 1)
                .give(Hook.SELF)
                .atExit()
                .optional());
        table.add(Hook.on(name, "sun/security/ssl/TransportContext", "finishHandshake", null, RECENT, 2)
                .give()
                .atExit()
                .optional());
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        int at = (int) (count.getAndIncrement() % MOST) * FIELDS;
        ring.set(at + 1, Thread.currentThread().getId());
        ring.set(at + 2, a instanceof Socket socket ? socket.getPort() : 0);
        ring.set(at, System.nanoTime());
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
