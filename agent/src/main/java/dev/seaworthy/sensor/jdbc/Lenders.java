package dev.seaworthy.sensor.jdbc;

import dev.seaworthy.context.Drops;
import dev.seaworthy.context.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** What is known of each DataSource that lends connections. Thread-safe, bounded; keeps none alive. */
final class Lenders {

    private static final int MOST = 1_000;

    private final WeakIdentityMap<Lender> known = new WeakIdentityMap<>(MOST);
    private final Drops drops;

    Lenders(Drops drops) {
        this.drops = drops;
    }

    /** Of one that lent a connection before; null where it never did. */
    @Nullable
    Lender get(Object source) {
        return known.get(source);
    }

    /** Of one that lends a connection. */
    Lender of(Object source) {
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
