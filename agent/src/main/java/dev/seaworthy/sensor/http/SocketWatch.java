package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Limit;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.SocketOpened;
import dev.seaworthy.observation.Target;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Occasions;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.util.Iterator;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Blocking sockets that units of work open by a client that is not known: a shaded one, a mail or directory client, one of
 * the application's own. A client may set the read timeout after it has connected, so the socket is asked a second later.
 */
final class SocketWatch extends CallWatch {

    private static final String SENSE = "http.socket";
    private static final int MOST = 512;
    private static final long LATER_NANOS = 1_000_000_000L;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Late late;
    private final Occasions occasions;
    private final Queue<Opened> opened = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Opened(WeakReference<Socket> socket, Origin origin, String host, int port, int limit, long nanos) {}

    SocketWatch(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.late = late;
        this.occasions = new Occasions(SENSE, observations);
    }

    @Override
    void connected(
            @Nullable Outbound call,
            @Nullable Object by,
            String host,
            int port,
            long limit,
            long nanos,
            boolean failed) {
        if (call != null
                || failed
                || !(by instanceof Socket socket)
                || !surroundings.units().current().isVisible()) {
            return;
        }
        long place = surroundings.sites().calling(true);
        if (!occasions.isDue(place * 31 + Sites.key(port, host)) || KnownUsers.areCalling()) {
            return;
        }
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            observations.dropped(SENSE, 1);
            return;
        }
        int millis = limit == Limit.UNLIMITED ? 0 : (int) limit;
        opened.add(new Opened(
                new WeakReference<>(socket),
                surroundings.at(surroundings.sites().at(place)),
                host,
                port,
                millis,
                System.nanoTime()));
    }

    @Override
    void tick(long now, boolean last) {
        for (Iterator<Opened> each = opened.iterator(); each.hasNext(); ) {
            Opened one = each.next();
            if (last || System.nanoTime() - one.nanos > LATER_NANOS) {
                each.remove();
                size.decrementAndGet();
                judge(one);
            }
        }
    }

    private void judge(Opened one) {
        Socket socket = one.socket.get();
        if (socket == null) {
            return;
        }
        if (socket.getClass().getClassLoader() == null) {
            ask(socket, one);
        } else {
            late.ask(() -> ask(socket, one)); // the application's own, which may do anything
        }
    }

    private void ask(Socket socket, Opened one) {
        try {
            if (socket.isClosed() || socket.getSoTimeout() > 0) {
                return;
            }
        } catch (IOException closedMeanwhile) {
            return;
        }
        String host = one.host.toLowerCase(Locale.ROOT);
        HostClass is = Hosts.classify(host);
        if (is != HostClass.LOOPBACK) {
            observations.add(new SocketOpened(one.origin, new Target("tcp", host, one.port, is, false), one.limit));
        }
    }
}
