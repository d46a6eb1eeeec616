package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.CertificateSeen;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.lang.ref.WeakReference;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** Certificates that servers show to this process, and those that it shows itself, as far as they end soon. Thread-safe, bounded. */
final class Certificates {

    private static final String SENSE = "tls.certificate";
    private static final long WATCHED_MILLIS = TimeUnit.DAYS.toMillis(CertificateSeen.WATCHED_DAYS);
    private static final int MOST_MADE = 1_024;
    private static final int MOST_WAITING = 256;
    private static final int LONGEST_NAME = 200;

    /** Kinds of keys that certificates are for. */
    private static final String[] KEYS = {"RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA"};

    /** Key managers that were made, with the time and place. */
    private record Loaded(WeakReference<X509KeyManager> manager, Origin origin) {}

    private final Surroundings surroundings;
    private final Observations observations;
    private final Repeats repeats;
    private final Queue<Loaded> loaded = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waits = new AtomicInteger();
    /** Prints of those that this process made and shows. */
    private final Set<Long> made = ConcurrentHashMap.newKeySet();

    private long startedAt = -1;

    Certificates(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.repeats = new Repeats(observations);
    }

    /**
     * A server showed its certificate, and those that vouch for it.
     *
     * @param chain the server's own first
     * @param transport the client's socket or engine, null if unknown
     * @param refused whether the handshake failed at it
     */
    void shown(@Nullable Object chain, @Nullable Object transport, boolean refused) {
        if (!(chain instanceof X509Certificate[] all) || all.length == 0) {
            return;
        }
        observations.count(SENSE, 1);
        X509Certificate leaf = all[0];
        long now = System.currentTimeMillis();
        long ends = leaf.getNotAfter().getTime();
        boolean over = ends < now;
        // What ends soon and is refused was refused for something else.
        if (ends - now >= WATCHED_MILLIS || refused && !over) {
            return;
        }
        Peer peer = Peer.during(transport);
        String name = peer == null ? "" : peer.port() > 0 ? peer.host() + ":" + peer.port() : peer.host();
        long print = print(leaf);
        long key = print * 31 + name.hashCode();
        if (repeats.take(key)) {
            Origin origin = surroundings.here();
            String called = name.isEmpty() ? subject(leaf) : name;
            long begins = leaf.getNotBefore().getTime();
            boolean own = made.contains(print);
            repeats.tell(key, new CertificateSeen(origin, false, own, called, begins, ends, refused));
        }
    }

    /** One of the JDK's key managers was made. */
    void loaded(@Nullable Object manager) {
        if (manager instanceof X509KeyManager keys) {
            if (waits.incrementAndGet() > MOST_WAITING) {
                waits.decrementAndGet();
                observations.dropped(SENSE, 1);
                return;
            }
            loaded.add(new Loaded(new WeakReference<>(keys), surroundings.here()));
        }
    }

    /** Agent's thread. */
    void tick(long now) {
        for (Loaded one = loaded.poll(); one != null; one = loaded.poll()) {
            waits.decrementAndGet();
            X509KeyManager manager = one.manager().get();
            if (manager != null) {
                read(manager, one.origin());
            }
        }
        repeats.tick(now);
    }

    private void read(X509KeyManager manager, Origin origin) {
        for (String kind : KEYS) {
            String[] aliases = manager.getServerAliases(kind, null);
            for (String alias : aliases == null ? new String[0] : aliases) {
                X509Certificate[] chain = manager.getCertificateChain(alias);
                if (chain != null && chain.length > 0) {
                    loaded(chain[0], origin);
                }
            }
        }
    }

    private void loaded(X509Certificate leaf, Origin origin) {
        observations.count(SENSE, 1);
        long begins = leaf.getNotBefore().getTime();
        long ends = leaf.getNotAfter().getTime();
        boolean own = begins >= startedAt();
        if (own && made.size() < MOST_MADE) {
            made.add(print(leaf));
        } else if (own) {
            observations.dropped(SENSE, 1);
        }
        if (ends - origin.millis() < WATCHED_MILLIS) {
            observations.add(new CertificateSeen(origin, true, own, subject(leaf), begins, ends, false));
        }
    }

    /** What began to be valid later was made in the life of this process, to the second that certificates know. */
    private long startedAt() {
        if (startedAt < 0) {
            startedAt = ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(java.time.Instant::toEpochMilli)
                    .orElse(Long.MAX_VALUE);
        }
        return startedAt;
    }

    private static String subject(X509Certificate leaf) {
        Principal subject = leaf.getSubjectX500Principal();
        String name = subject.getName();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    /** Tells certificates apart. */
    private static long print(X509Certificate leaf) {
        long print = leaf.getSerialNumber().hashCode();
        return (print * 31 + leaf.getNotAfter().getTime()) * 31
                + leaf.getIssuerX500Principal().hashCode();
    }
}
