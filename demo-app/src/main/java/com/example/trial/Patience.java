package com.example.trial;

import java.io.IOException;
import java.time.Duration;

/** Waits for conditions, and no longer than is sensible. */
final class Patience {

    /** Something that becomes true. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private Patience() {}

    /** Returns once the condition holds; throws where it does not within {@code limit}. */
    static void until(String what, Duration limit, Condition condition) throws InterruptedException {
        if (!within(limit, condition)) {
            throw new IllegalStateException("waited in vain for " + limit.toSeconds() + " s until " + what);
        }
    }

    /** Whether the condition comes to hold within {@code limit}. */
    static boolean within(Duration limit, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (IOException notYet) {
                // ask again
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(100);
        }
    }
}
