package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionKept;
import java.util.HashSet;
import java.util.Set;

/** One line of the application that borrows connections, and those that it never gave back. Bounded. */
final class Borrower {

    private static final int ENOUGH_HELD = 2;
    private static final int MOST_HELD = 10_000;

    private final Set<Long> held = new HashSet<>();
    private long collected;

    /** What one more observation changes. */
    enum News {
        NOTHING,
        WORSE,
        /** All of them were given back after all. */
        HARMLESS
    }

    News take(ConnectionKept kept) {
        switch (kept.how()) {
            case RETURNED -> {
                boolean known = held.remove(kept.lease());
                return known && held.isEmpty() && collected == 0 ? News.HARMLESS : News.NOTHING;
            }
            case ABANDONED -> {
                return held.size() < MOST_HELD && held.add(kept.lease()) ? News.WORSE : News.NOTHING;
            }
            case COLLECTED -> {
                held.remove(kept.lease());
                collected++;
                return News.WORSE;
            }
        }
        return News.NOTHING;
    }

    /** Garbage is proof; one that is held may be held on purpose. */
    boolean isSure() {
        return collected > 0 || held.size() >= ENOUGH_HELD;
    }

    long collected() {
        return collected;
    }

    int held() {
        return held.size();
    }

    String sentence() {
        long all = collected + held.size();
        return all + (all == 1 ? " connection" : " connections") + " borrowed here "
                + (all == 1 ? "was" : "were") + " never given back"
                + (collected > 0 ? ", " + collected + " became garbage" : "")
                + (held.isEmpty() ? "" : ", " + held.size() + " still held although the work is over");
    }
}
