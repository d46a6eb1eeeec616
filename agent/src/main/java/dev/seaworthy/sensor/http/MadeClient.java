package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Calling;
import dev.seaworthy.observation.ClientMade;
import dev.seaworthy.observation.ClientMade.Fate;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Target;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What is known of a client that was made. Does not refer to it. Thread-safe. */
final class MadeClient {

    /** Beyond so many calls it is one that is kept. */
    private static final int FEW = 2;

    final Origin origin;
    final String library;
    final long nanos = System.nanoTime();
    private final AtomicInteger live;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile long user;
    private volatile boolean shared;
    private volatile Fate fate = Fate.KEPT;
    private volatile String scheme = "";
    private volatile String host = "";
    private volatile int port;
    /** Whether it was told as it is; agent's thread. */
    boolean told;

    /** @param live those of its place that are there */
    MadeClient(Origin origin, String library, AtomicInteger live) {
        this.origin = origin;
        this.library = library;
        this.live = live;
        live.incrementAndGet();
    }

    /** A call of that unit of work begins. */
    void use(long unit, Calling call) {
        if (uses.get() == 0) {
            user = unit;
            scheme = call.scheme();
            host = call.host();
            port = call.port();
        } else if (user != unit) {
            shared = true;
        }
        uses.incrementAndGet();
    }

    /** Whether it serves more than a call or two of one piece of work. */
    boolean isKept() {
        return shared || uses.get() > FEW;
    }

    boolean isOver() {
        return fate != Fate.KEPT;
    }

    void ended(Fate how) {
        synchronized (this) {
            if (fate != Fate.KEPT) {
                return;
            }
            fate = how;
        }
        live.decrementAndGet();
    }

    /** As it is now; agent's thread. */
    ClientMade seen() {
        @Nullable Target target = host.isEmpty() ? null : Calls.target(scheme, host, port, false);
        return new ClientMade(origin, library, target, uses.get(), shared, fate, live.get());
    }
}
