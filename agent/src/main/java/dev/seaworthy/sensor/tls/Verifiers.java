package dev.seaworthy.sensor.tls;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.WeakStates;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.tls.CompiledClass.Member;
import dev.seaworthy.sensor.tls.Given.Verdict;
import dev.seaworthy.weave.Hook;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Host-name verifiers that accept every name, whatever library asks them: their methods are woven, so that each answer is
 * seen. Thread-safe.
 */
final class Verifiers {

    private static final String NAME = "http.verifier";
    private static final int MOST = 1_024;

    /** The first use of a verifier's class waits so long at most to be woven, so that its first answer is not missed. */
    private static final long PATIENCE_MILLIS = 250;

    private static final int MOST_WAITS = 16;

    private final Trusts trusts;
    private final Late late;
    private final WeakStates<Answers> watched;
    private final AtomicInteger waits = new AtomicInteger();
    private long lookedAt;

    Verifiers(Trusts trusts, Late late, Drops drops) {
        this.trusts = trusts;
        this.late = late;
        this.watched = new WeakStates<>(MOST, "tls.verifier", drops);
    }

    /** Its answers are heard of otherwise. */
    void leave(Class<?> type) {
        watched.putIfAbsent(type, new Answers(trusts, type));
    }

    /** One was given to a client; on the application's thread, which waits a moment for the first of each class. */
    void watch(Object verifier, Given given) {
        Class<?> type = verifier.getClass();
        Answers mine = new Answers(trusts, type);
        Answers known = watched.putIfAbsent(type, mine);
        if (known != null) {
            known.given = given;
        }
        if (known != mine) {
            return;
        }
        mine.given = given;
        CountDownLatch done = new CountDownLatch(1);
        late.later(() -> {
            try (Acceptance code = new Acceptance()) {
                code.near = given.setting.origin.site().stack();
                if (trusts.judge(type, verifier, true, code) == Verdict.BLIND) {
                    weave(type, mine, code);
                }
            } finally {
                done.countDown();
            }
        });
        if (waits.getAndIncrement() < MOST_WAITS) {
            try {
                done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Looks for those that nobody was seen to set up, each time that twice as many handshakes were seen. */
    void tick() {
        long now = Handshakes.RECENT.count();
        if (now > 0 && now >= lookedAt * 2) {
            lookedAt = now;
            late.look(HostnameVerifier.class, this::found);
        }
    }

    private void found(List<Class<?>> types) {
        try (Acceptance code = new Acceptance()) {
            for (Class<?> type : types) {
                if (!Acceptance.isPlatform(type)
                        && watched.get(type) == null
                        && trusts.judge(type, null, true, code) == Verdict.BLIND) {
                    Answers answers = new Answers(trusts, type);
                    watched.put(type, answers);
                    weave(type, answers, code);
                }
            }
        }
    }

    /** Agent's thread. */
    private void weave(Class<?> type, Answers answers, Acceptance code) {
        if (Acceptance.isLambda(type)) {
            Member behind = code.lambda(type, "verify");
            Class<?> host = behind == null ? null : host(type);
            if (behind != null && host != null && Acceptance.internal(host).equals(behind.owner())) {
                int from = Walk.arguments(behind.descriptor()) - 2;
                Hook hook = Hook.on(NAME, behind.owner(), behind.name(), behind.descriptor(), answers, 0);
                late.weave(host, List.of(hook.give(from).atExit()), 0);
            }
            return;
        }
        // Only what lets everything pass is woven: a class may have one method of its own, and inherit the other.
        boolean whole = code.accepts(type, null, "verify", Blindness.VERIFY);
        Class<?> owner = whole
                ? Blindness.declaring(type, String.class, SSLSession.class)
                : Blindness.declaring(type, String.class, String[].class, String[].class);
        if (owner != null && !owner.isHidden()) {
            String descriptor = whole ? Blindness.VERIFY : Blindness.VERIFY_NAMES;
            Hook hook = Hook.on(NAME, Acceptance.internal(owner), "verify", descriptor, answers, 0);
            late.weave(owner, List.of(hook.give(0, Hook.SELF).atExit()), 0);
        }
    }

    /** The loaded class in which a lambda stands. */
    private @Nullable Class<?> host(Class<?> lambda) {
        String name = Acceptance.host(lambda);
        Class<?> nest = lambda.getNestHost();
        if (nest.getName().equals(name)) {
            return nest;
        }
        for (Class<?> one : late.loaded()) {
            if (one.getClassLoader() == lambda.getClassLoader() && one.getName().equals(name)) {
                return one;
            }
        }
        return null;
    }
}
