package dev.seaworthy.sensor.tls;

import dev.seaworthy.weave.Receiver;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What host-name verifiers of one class answer, which accept every name. Thread-safe. */
final class Answers implements Receiver {

    private final Trusts trusts;
    private final WeakReference<Class<?>> type;
    /** The latest that a client was given; null if nobody saw where that is done. */
    volatile @Nullable Given given;

    Answers(Trusts trusts, Class<?> type) {
        this.trusts = trusts;
        this.type = new WeakReference<>(type);
    }

    @Override
    public void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        Class<?> of = type.get();
        // A subclass that inherits the method may look at more than this class does.
        if (of == null || b != null && b.getClass() != of || Boolean.FALSE.equals(result)) {
            return;
        }
        // If the JDK has checked the name, the answer does not matter.
        Peer latest = Handshakes.RECENT.latestUnchecked();
        if (latest != null && a instanceof String host && latest.host().equalsIgnoreCase(host)) {
            Given known = given;
            if (known == null) {
                known = trusts.given(of, null, true); // where it is asked, then
                given = known;
            }
            if (known != null) {
                trusts.met(known, latest);
            }
        }
    }
}
