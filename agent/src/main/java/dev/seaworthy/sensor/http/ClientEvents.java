package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.RemoteCalls;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.http.client.Client;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What happens to clients, their pools and connections, told to the watches. Thread-safe. */
final class ClientEvents {

    /** A lease that takes less found a connection that was free. */
    static final long WAIT_NANOS = 1_000_000L;

    private static final int DEEPEST = 4;

    private final RemoteCalls remote;
    private final CallWatch[] watches;
    private final ThreadLocal<Stretches> stretches = new ThreadLocal<>();

    /** When a thread began what it is in: an attempt to connect inside a wait for a lease, perhaps. */
    private static final class Stretches {
        final PoolSizes sizes = new PoolSizes();
        final CallLimits limits = new CallLimits();
        final long[] began = new long[DEEPEST];
        int size;

        /** Nanoseconds since the innermost began. */
        long end() {
            size = Math.max(0, size - 1);
            return size < DEEPEST ? System.nanoTime() - began[size] : 0;
        }
    }

    ClientEvents(Surroundings surroundings, Observations observations, Late late) {
        this.remote = surroundings.remoteCalls();
        this.watches = new CallWatch[] {
            new SocketWatch(surroundings, observations, late),
            new ClientWatch(surroundings, observations),
            new ReuseWatch(surroundings, observations),
            new LeaseWatch(surroundings, observations, late),
            new ResponseWatch(surroundings, observations),
            new UnitCalls(surroundings, observations)
        };
        for (CallWatch watch : watches) {
            if (watch.hearsCalls()) {
                remote.listen(watch);
            }
        }
    }

    void made(Client library, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Object made = a == null ? result : a;
        Object pool = made == null ? null : library.pool(made, b, c);
        if (made != null && pool != null) {
            for (CallWatch watch : watches) {
                watch.made(library, made, pool);
            }
        }
    }

    void closes(Client library, @Nullable Object client) {
        for (CallWatch watch : watches) {
            if (client != null) {
                watch.closed(library, client);
            }
        }
    }

    /** @param begun the call that begins, null if it is part of the one that the thread is in */
    void uses(
            Client library,
            @Nullable Outbound begun,
            Calling call,
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c) {
        Object owner = library.owner(a, b, c);
        boolean fresh = false;
        for (int i = 0; owner != null && i < watches.length; i++) {
            fresh |= watches[i].used(owner, call);
        }
        Outbound whole = begun == null && fresh ? remote.inside() : begun;
        if (whole != null && fresh) {
            whole.course().fresh();
        }
    }

    /** @param answered the call that was, null for the one that the thread is in */
    void keeps(Client library, @Nullable Object response, @Nullable Outbound answered) {
        Outbound call = answered == null ? remote.inside() : answered;
        if (response != null && call != null) {
            for (CallWatch watch : watches) {
                watch.kept(library, response, call);
            }
        }
    }

    void frees(Client library, @Nullable Object response) {
        for (CallWatch watch : watches) {
            if (response != null) {
                watch.freed(library, response);
            }
        }
    }

    /** The thread begins to wait for a lease. */
    void leases() {
        begins();
        Outbound call = remote.inside();
        if (call != null) {
            for (CallWatch watch : watches) {
                watch.leases(call);
            }
        }
    }

    void counted(@Nullable Object counter) {
        for (CallWatch watch : watches) {
            watch.counted(counter);
        }
    }

    /** The thread begins to wait for a lease, or to connect. */
    void begins() {
        Stretches mine = stretches.get();
        if (mine == null) {
            mine = new Stretches();
            stretches.set(mine);
        }
        if (mine.size < DEEPEST) {
            mine.began[mine.size] = System.nanoTime();
        }
        mine.size++;
    }

    void leased(Client library, boolean failed, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Stretches mine = stretches.get();
        if (mine == null) {
            return;
        }
        long nanos = mine.end();
        Outbound call = remote.inside();
        if (call != null) {
            call.course().leased(nanos);
        }
        if (watches.length == 0) {
            return;
        }
        mine.sizes.clear();
        if (failed || nanos >= WAIT_NANOS) {
            library.sizes(mine.sizes, a, b, c); // takes the pool's lock
        }
        for (CallWatch watch : watches) {
            watch.leased(library, call, mine.sizes, nanos, failed);
        }
    }

    void connected(Client library, boolean failed, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Stretches mine = stretches.get();
        if (mine == null) {
            return;
        }
        long nanos = mine.end();
        Outbound call = remote.inside();
        if (call != null && !failed) {
            call.course().connected();
        }
        InetSocketAddress peer = library.peer(a, b, c);
        if (peer == null || watches.length == 0) {
            return;
        }
        mine.limits.clear();
        library.limits(mine.limits, a, b, c);
        for (CallWatch watch : watches) {
            watch.connected(call, a, peer.getHostString(), peer.getPort(), mine.limits.connect(), nanos, failed);
        }
    }

    /** Agent's thread. */
    void tick(long now, boolean last) {
        for (CallWatch watch : watches) {
            watch.tick(now, last);
        }
    }
}
