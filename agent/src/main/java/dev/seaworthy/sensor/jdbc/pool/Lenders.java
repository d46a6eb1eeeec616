package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.WeakStates;
import org.jspecify.annotations.Nullable;

/** What is known of each DataSource that lends connections. Thread-safe, bounded; keeps none alive. */
public final class Lenders {

    private static final int MOST = 1_000;

    private final WeakStates<Lender> known;

    public Lenders(Drops drops) {
        known = new WeakStates<>(MOST, "jdbc.pools", drops);
    }

    /** Of one that lent a connection before; null where it never did. */
    public @Nullable Lender get(Object source) {
        return known.get(source);
    }

    /** Of one that lends a connection. */
    public Lender of(Object source) {
        Lender lender = known.get(source);
        if (lender == null) {
            lender = new Lender(source);
            known.put(source, lender);
        }
        return lender;
    }
}
