package dev.seaworthy.context;

import dev.seaworthy.observation.HostClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous calls to other services, as they go on in each thread: sensors of clients announce them, whoever wants to
 * know what a thread holds meanwhile listens. Thread-safe; a call allocates nothing.
 *
 * <p>Only the outermost call of a thread is told: a client inside another client is the same call.
 */
public final class RemoteCalls {

    /** The end of a call that began so long ago was missed: it must not hide all that come after it. */
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private final Units units;
    private final ThreadLocal<RemoteCall> calls = new ThreadLocal<>() {
        @Override
        protected RemoteCall initialValue() {
            return new RemoteCall();
        }
    };
    private volatile Hears @Nullable [] listeners;

    RemoteCalls(Units units) {
        this.units = units;
    }

    /** Hears of calls, on the thread that makes them. What it is given is valid during the call of the method only. */
    public interface Hears {
        void begins(RemoteCall call);

        void ends(RemoteCall call);
    }

    /** One call of one thread, filled anew for each. */
    public static final class RemoteCall {
        private String kind = "";
        private String scheme = "";
        private String host = "";
        private int port;
        private boolean sideEffects;
        private int id;
        private long unit;
        private boolean open;
        private long beganNanos;
        private long nanos;
        private boolean failed;
        private boolean abandoned;

        /** {@code http}, {@code grpc}, {@code mail}, {@code message} … */
        public String kind() {
            return kind;
        }

        /** {@code https://api.example.com:443}; allocates. */
        public String target() {
            return port > 0 ? scheme + "://" + host + ":" + port : scheme + "://" + host;
        }

        public String host() {
            return host;
        }

        /** 0 where it is not known. */
        public int port() {
            return port;
        }

        /** Whether it changes something elsewhere: a POST, a message, a mail. */
        public boolean hasSideEffects() {
            return sideEffects;
        }

        /** Whether it goes to this machine, as to a sidecar. */
        public boolean isLoopback() {
            return Hosts.classify(host) == HostClass.LOOPBACK;
        }

        public long beganNanos() {
            return beganNanos;
        }

        /** How long it took; 0 until it ended. */
        public long nanos() {
            return nanos;
        }

        /** Whether an exception ended it. */
        public boolean hasFailed() {
            return failed;
        }

        /** Whether nobody saw its end: {@link #nanos} is no measure of it. */
        public boolean isAbandoned() {
            return abandoned;
        }
    }

    /** One more that hears of calls, for good. What it throws reaches neither the others nor the hook that saw the call. */
    public synchronized void listen(Hears hears) {
        Hears[] all = listeners;
        Hears[] more = all == null ? new Hears[1] : Arrays.copyOf(all, all.length + 1);
        more[more.length - 1] = hears;
        listeners = more;
    }

    /** Whether anybody listens: a sensor can spare itself the rest. */
    public boolean isHeard() {
        return listeners != null;
    }

    /**
     * A call begins on this thread.
     *
     * @param id identity hash of what is called through, to know its end by
     * @param port 0 where it is not known
     */
    public void begin(String kind, int id, String scheme, String host, int port, boolean sideEffects) {
        if (isHeard()) {
            begin(kind, id, scheme, host, port, sideEffects, System.nanoTime());
        }
    }

    void begin(String kind, int id, String scheme, String host, int port, boolean sideEffects, long now) {
        RemoteCall call = calls.get();
        long unit = units.current().id();
        if (call.open) {
            boolean inside = call.id == id || !call.kind.equals(kind);
            if (inside && call.unit == unit && now - call.beganNanos < LONGEST_NANOS) {
                return; // the same again, or inside it
            }
            call.abandoned = true;
            end(call, false);
        }
        call.kind = kind;
        call.id = id;
        call.scheme = scheme;
        call.host = host;
        call.port = port;
        call.sideEffects = sideEffects;
        call.unit = unit;
        call.failed = false;
        call.abandoned = false;
        call.nanos = 0;
        call.beganNanos = now;
        call.open = true;
        tell(call, true);
    }

    /** The call that began with this kind and id ended; nothing happens where another one is going on. */
    public void end(String kind, int id, boolean failed) {
        if (!isHeard()) {
            return;
        }
        RemoteCall call = calls.get();
        if (call.open && call.id == id && call.kind.equals(kind)) {
            end(call, failed);
        }
    }

    private void end(RemoteCall call, boolean failed) {
        call.open = false;
        call.failed = failed;
        call.nanos = System.nanoTime() - call.beganNanos;
        tell(call, false);
    }

    private void tell(RemoteCall call, boolean begins) {
        Hears[] all = listeners;
        for (int i = 0; all != null && i < all.length; i++) {
            try {
                if (begins) {
                    all[i].begins(call);
                } else {
                    all[i].ends(call);
                }
            } catch (RuntimeException | LinkageError ours) {
                units.failed(ours);
            }
        }
    }
}
