package dev.seaworthy.sensor.http;

/**
 * Calls of one unit of work that follow each other, because their caller waits for each: on one thread in one piece of
 * work, or each from the end of the one before. What runs beside each other, or in tasks that were handed over, does not
 * count. Its user synchronizes.
 */
final class Sequence {

    private int open;
    private int chain;
    private int longest;
    private boolean begun;
    private boolean parallel;
    private long stretch;
    private boolean async;
    private boolean waited;
    private long endedBy;

    /** A call begins on the calling thread; whether it waited for the one before. */
    boolean begins(boolean isAsync, long inStretch) {
        if (open > 0) {
            boolean within = inStretch == stretch && !async; // made by an interceptor of that call
            parallel |= !within;
            open++;
            return false;
        }
        boolean byItsEnd = async && endedBy == Thread.currentThread().getId();
        boolean follows = begun && (inStretch == stretch && (!async || waited) || byItsEnd);
        begun = true;
        open = 1;
        stretch = inStretch;
        async = isAsync;
        waited = false;
        return follows;
    }

    /** The call that began counts. */
    void counts(boolean follows) {
        if (open > 1) {
            return;
        }
        chain = follows ? chain + 1 : 1;
        longest = Math.max(longest, chain);
    }

    /** One is over, on the calling thread. */
    void ends() {
        open = Math.max(0, open - 1);
        endedBy = Thread.currentThread().getId();
    }

    /** A thread has waited for the last one. */
    void waited() {
        waited = true;
    }

    boolean isIdle() {
        return open == 0;
    }

    /** How many follow each other so far. */
    int chain() {
        return chain;
    }

    /** How many followed each other; 0 if any ran beside each other. */
    int longest() {
        return parallel ? 0 : longest;
    }
}
