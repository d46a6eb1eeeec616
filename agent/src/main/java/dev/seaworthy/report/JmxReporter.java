package dev.seaworthy.report;

import dev.seaworthy.finding.Ledger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Offers the findings as the MBean {@code dev.seaworthy:type=Findings} once the platform's MBeanServer is there.
 *
 * <p>It never makes that server: that costs 555 to 883 ms, and the application may name a builder of its own for it before
 * it first asks. So it waits until somebody else has asked: the application, {@code jcmd ManagementAgent.start_local}, or a
 * console that attaches. Without the module {@code java.management} nothing happens.
 */
public final class JmxReporter implements Reporter {

    private static final long EVERY_MILLIS = 1_000;

    private final Ledger ledger;
    private final BooleanSupplier made;
    private @Nullable Registered registered;
    private boolean over;
    private long due;

    /** Takes the MBean away again. */
    interface Registered {
        void remove();
    }

    /** @param made whether the platform's MBeanServer was made; asked on the agent's thread */
    public JmxReporter(Ledger ledger, BooleanSupplier made) {
        this.ledger = ledger;
        this.made = made;
    }

    @Override
    public void tick(long nowMillis) {
        if (over || nowMillis < due) {
            return;
        }
        due = nowMillis + EVERY_MILLIS;
        if (!made.getAsBoolean()) {
            return;
        }
        over = true;
        try {
            registered = FindingsBean.register(ledger);
        } catch (LinkageError missing) {
            registered = null; // an image without java.management
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
        Registered there = registered;
        if (there != null) {
            registered = null;
            there.remove();
        }
    }
}
