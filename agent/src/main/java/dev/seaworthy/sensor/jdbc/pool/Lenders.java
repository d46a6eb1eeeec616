package dev.seaworthy.sensor.jdbc.pool;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** What is known of each DataSource that lends connections. Thread-safe, bounded; keeps none alive. */
public final class Lenders {

    private static final int MOST = 1_000;

    private final WeakIdentityMap<Lender> known = new WeakIdentityMap<>(MOST);
    private final Drops drops;

    public Lenders(Drops drops) {
        this.drops = drops;
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
            if (!known.put(source, lender)) {
                drops.dropped("jdbc.pools", 1);
            }
        }
        return lender;
    }
}
