package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.PeerTrusted;
import dev.seaworthy.sensor.Observations;
import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A trust manager or host-name verifier that was set up, and the peers that it was asked about. Thread-safe, bounded. */
final class Given {

    /** What is known of it. */
    enum Verdict {
        OPEN,
        /** It lets every peer pass. */
        BLIND,
        /** It may refuse one, or that cannot be told. */
        CHECKS
    }

    private static final int MOST_PEERS = 16;

    /** The manager or verifier itself. */
    final WeakReference<Object> judge;

    final WeakReference<Class<?>> type;

    final Setting setting;
    volatile Verdict verdict = Verdict.OPEN;
    private final Map<Peer, AtomicLong> peers = new ConcurrentHashMap<>();
    private final AtomicBoolean waits = new AtomicBoolean();

    /** @param judge null if only its class is known */
    Given(Class<?> type, @Nullable Object judge, Setting setting) {
        this.type = new WeakReference<>(type);
        this.judge = new WeakReference<>(judge);
        this.setting = setting;
    }

    /** It was asked about that peer; whether it has to be put among those that wait to be told. */
    boolean met(Peer peer) {
        if (verdict == Verdict.CHECKS) {
            return false;
        }
        AtomicLong times = peers.get(peer);
        if (times == null && peers.size() < MOST_PEERS) {
            AtomicLong fresh = new AtomicLong();
            AtomicLong other = peers.putIfAbsent(peer, fresh);
            times = other == null ? fresh : other;
        }
        if (times == null) {
            setting.passed.incrementAndGet();
        } else {
            times.incrementAndGet();
        }
        return wakes();
    }

    /** Whether it is to be put among those that wait to be told. */
    boolean wakes() {
        return waits.compareAndSet(false, true);
    }

    /** Tells what is new, if it is blind; agent's thread. */
    void tell(Observations to) {
        waits.set(false);
        if (verdict != Verdict.BLIND) {
            return;
        }
        if (setting.told.compareAndSet(false, true)) {
            to.add(observation("", 0, HostClass.LOOPBACK, 0));
        }
        for (Map.Entry<Peer, AtomicLong> one : peers.entrySet()) {
            long times = one.getValue().getAndSet(0);
            if (times > 0) {
                String host = one.getKey().host().toLowerCase(Locale.ROOT);
                to.add(observation(host, one.getKey().port(), Hosts.classify(host), times));
            }
        }
        long passed = setting.passed.getAndSet(0);
        if (passed > 0) {
            to.dropped("tls.peer", passed);
        }
    }

    private PeerTrusted observation(String host, int port, HostClass hostClass, long times) {
        return new PeerTrusted(setting.origin, setting.hostNames, setting.by, host, port, hostClass, times);
    }
}
