package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.tls.Given.Verdict;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which trust managers and host-name verifiers the application set up, and whom they were asked about. They are judged on
 * the agent's thread, soon after; what happened meanwhile is remembered. Thread-safe, bounded.
 */
final class Trusts {

    private static final String CONTEXT = "tls.context";
    private static final int MOST_SETTINGS = 512;
    private static final int MOST_CONTEXTS = 4_096;
    private static final int MOST_CONNECTIONS = 4_096;
    private static final int MOST_WAITING = 4_096;

    /** A connection that is being made by a context with a manager of the application's. */
    private record Link(Given given, WeakReference<Object> transport) {}

    private final Surroundings surroundings;
    private final Observations observations;
    private final Bounded<Long, Setting> settings;
    private final WeakStates<Given> contexts;
    private final WeakStates<Given> verifiers;
    private final WeakStates<Link> links;
    private final WeakStates<Verdict> classes;
    private final Queue<Given> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waits = new AtomicInteger();
    private final Verifiers verifying;
    private @Nullable Given option;

    Trusts(Surroundings surroundings, Observations observations, Late late) {
        this.surroundings = surroundings;
        this.observations = observations;
        settings = new Bounded<>(MOST_SETTINGS, "tls.setting", observations);
        contexts = new WeakStates<>(MOST_CONTEXTS, CONTEXT, observations);
        verifiers = new WeakStates<>(MOST_CONTEXTS, "tls.verifier", observations);
        links = new WeakStates<>(MOST_CONNECTIONS, "tls.connection", observations);
        classes = new WeakStates<>(MOST_CONTEXTS, "tls.class", observations);
        verifying = new Verifiers(this, late, observations);
    }

    /** A context was set up with these managers, of which the JDK asks the first that it can. */
    void context(@Nullable Object context, @Nullable Object managers) {
        observations.count(CONTEXT, 1);
        if (context == null || !(managers instanceof Object[] all)) {
            return;
        }
        for (Object one : all) {
            if (one instanceof X509TrustManager) {
                Given given = isSuspect(one) ? given(one.getClass(), one, false) : null;
                if (given != null) {
                    contexts.put(context, given);
                } else {
                    contexts.remove(context); // one may be set up again
                }
                return;
            }
        }
    }

    /** A connection begins to be made, by that context. */
    void connection(@Nullable Object connection, @Nullable Object context, @Nullable Object transport) {
        Given given = context == null ? null : contexts.get(context);
        if (given != null && given.verdict != Verdict.CHECKS && connection != null && transport != null) {
            links.put(connection, new Link(given, new WeakReference<>(transport)));
        }
    }

    /** Its handshake ended well. */
    void finished(@Nullable Object connection) {
        Link link = connection == null ? null : links.get(connection);
        if (connection == null || link == null) {
            return;
        }
        Peer peer = Peer.of(link.transport().get());
        if (peer != null) {
            links.remove(connection);
            met(link.given(), peer);
        }
    }

    /**
     * A host-name verifier was set up.
     *
     * @param asked whether somebody else tells when it is asked
     */
    void verifier(@Nullable Object verifier, boolean asked) {
        observations.count(CONTEXT, 1);
        if (verifier != null && isSuspect(verifier)) {
            Given given = given(verifier.getClass(), verifier, true);
            if (given != null) {
                verifiers.put(verifier, given);
                if (asked) {
                    verifying.leave(verifier.getClass());
                } else {
                    verifying.watch(verifier, given);
                }
            }
        }
    }

    /** A verifier of a JDK's connection could have refused the server that the thread has just shaken hands with. */
    void asked(@Nullable Object verifier) {
        if (verifier == null || !isSuspect(verifier)) {
            return;
        }
        Given known = verifiers.get(verifier);
        Given given = known == null ? given(verifier.getClass(), verifier, true) : known;
        Peer peer = Handshakes.RECENT.latest();
        if (given != null && peer != null) {
            met(given, peer);
        }
    }

    /** A JVM option switched the check of host names off for that peer. */
    void option(String name, Peer peer) {
        Given known = option;
        if (known == null) {
            known = new Given(Trusts.class, null, new Setting(surroundings.at(Site.UNKNOWN), true, name));
            known.verdict = Verdict.BLIND;
            option = known;
        }
        met(known, peer);
    }

    void met(Given given, Peer peer) {
        if (given.met(peer)) {
            queue(given);
        }
    }

    /** Whether it is the application's, and not known to check. */
    private boolean isSuspect(Object judge) {
        return !Acceptance.isPlatform(judge.getClass()) && classes.get(judge.getClass()) != Verdict.CHECKS;
    }

    /** One of that class, with the place where it is set up: the calling thread's; null if there is no room for it. */
    @Nullable
    Given given(Class<?> type, @Nullable Object judge, boolean hostNames) {
        long place = surroundings.sites().calling(true);
        String by = Acceptance.isLambda(type) ? Acceptance.host(type) : type.getName();
        long key = (place * 31 + by.hashCode()) * 2 + (hostNames ? 1 : 0);
        Setting setting = settings.get(
                key, any -> new Setting(surroundings.at(surroundings.sites().at(place)), hostNames, by));
        if (setting == null) {
            return null;
        }
        Given made = new Given(type, judge, setting);
        Verdict known = classes.get(type);
        if (known != null) {
            made.verdict = known;
        }
        if (made.wakes()) {
            queue(made);
        }
        return made;
    }

    private void queue(Given given) {
        if (waits.incrementAndGet() > MOST_WAITING) {
            waits.decrementAndGet();
            observations.dropped("tls.peer", 1);
            return;
        }
        waiting.add(given);
    }

    /** Agent's thread. */
    void tick() {
        if (!waiting.isEmpty()) {
            try (Acceptance code = new Acceptance()) {
                for (Given one = waiting.poll(); one != null; one = waiting.poll()) {
                    waits.decrementAndGet();
                    judge(one, code);
                    one.tell(observations);
                }
            }
        }
        verifying.tick();
    }

    private void judge(Given given, Acceptance code) {
        Class<?> type = given.type.get();
        if (given.verdict == Verdict.OPEN && type != null) {
            code.near = given.setting.origin.site().stack();
            given.verdict = judge(type, given.judge.get(), given.setting.hostNames, code);
        }
    }

    /** Agent's thread. */
    Verdict judge(Class<?> type, @Nullable Object judge, boolean hostNames, Acceptance code) {
        Verdict known = classes.get(type);
        if (known != null) {
            return known;
        }
        code.looked = false;
        boolean blind = hostNames ? Blindness.ofVerifier(code, type, judge) : Blindness.ofManager(code, type, judge);
        Verdict verdict = blind ? Verdict.BLIND : Verdict.CHECKS;
        if (!code.looked) {
            classes.put(type, verdict); // another object of the class may have other fields
        }
        return verdict;
    }
}
