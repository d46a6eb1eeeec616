package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.PoolConfigured;
import dev.seaworthy.rule.Found;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a database server accepts, against what the pools of all replicas may open.
 *
 * @param limit connections that the server accepts
 * @param reserved how many of them it keeps for administrators
 * @param guessed whether the limit is the product's default, because nobody said another
 * @param sum connections that the pools of one replica open at most
 */
record Capacity(long limit, int reserved, boolean guessed, long sum, int replicas, int surge) {

    private static final int HEADROOM_PERCENT = 10;
    private static final int POSTGRESQL_RESERVED = 3;

    /** The server's capacity; null if its limit is unknown. */
    static @Nullable Capacity of(Database database, Collection<Integer> maxima, Surroundings surroundings) {
        String set = surroundings.option("db.max-connections");
        long limit = set == null ? standard(database.product()) : number(set, 0);
        if (limit <= 0) {
            return null;
        }
        long sum = 0;
        for (int maximum : maxima) {
            sum += maximum;
        }
        return new Capacity(
                limit,
                database.product().equals("postgresql") ? POSTGRESQL_RESERVED : 0,
                set == null,
                sum,
                number(surroundings.option("replicas"), 3),
                number(surroundings.option("replicas.surge"), 1));
    }

    /** What a server accepts by default; 0 = unknown. */
    private static int standard(String product) {
        return switch (product) {
            case "postgresql" -> 100;
            case "mysql", "mariadb" -> 151;
            case "sqlserver" -> 32_767;
            default -> 0;
        };
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text.trim());
        } catch (NumberFormatException bad) {
            return otherwise; // the settings said so already
        }
    }

    /** The limit less what is reserved and 10 % for other clients. */
    long usable() {
        return Math.max(0, (limit * (100 - HEADROOM_PERCENT) - reserved * 100L) / 100);
    }

    boolean isEndless() {
        return sum >= PoolConfigured.ENDLESS;
    }

    long fits() {
        return isEndless() ? 0 : usable() / sum;
    }

    boolean isExceeded() {
        return fits() < replicas + surge;
    }

    /** What the pools of one replica may open together, so that all fit. */
    long share() {
        return usable() / (replicas + surge);
    }

    String sentence(String pools) {
        String accepts = "the database accepts " + limit
                + (guessed ? " (its product's default: set db.max-connections)" : "") + ", which leaves " + usable()
                + " after " + (reserved > 0 ? reserved + " reserved and " : "") + HEADROOM_PERCENT + " % headroom";
        if (isEndless()) {
            return pools + " may open any number of connections; " + accepts;
        }
        long needed = sum * (replicas + surge);
        return pools + " may open " + sum + " connections: " + sum + " × (" + replicas + " replicas + " + surge
                + " during a deploy) = " + needed + "; " + accepts + ": "
                + (fits() == 0
                        ? "not even one replica fits"
                        : fits() == 1 ? "1 replica fits" : fits() + " replicas fit");
    }

    Found evidence(Found found) {
        return found.evidence("limit", limit)
                .evidence("reserved", reserved)
                .evidence("usable", usable())
                .evidence("pool-sum", sum)
                .evidence("replicas", replicas)
                .evidence("surge", surge)
                .evidence("replicas-that-fit", fits())
                .evidence("limit-guessed", guessed);
    }
}
