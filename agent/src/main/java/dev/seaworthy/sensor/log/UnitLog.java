package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.Site;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work has logged so far. Threads that work for one unit at once may lose a count to each other; what says
 * that an exception was logged is never lost.
 */
final class UnitLog {

    /** Exceptions that are told apart. */
    private static final int MOST_THROWN = 4;

    /** INFO and above. */
    int events;

    int warnings;
    int traces;
    /** Calls to other services. */
    int calls;
    /** Events whose text is known, and the characters of these. */
    int measured;

    long characters;
    final Ties ties = new Ties();

    /** Whether somebody logged, printed or took the stack trace of an exception. */
    volatile boolean traced;
    /** The last exception whose message was read. */
    volatile @Nullable WeakReference<Throwable> read;
    /** Where it was read, or where the status of an error was set. */
    volatile Site failedAt = Site.UNKNOWN;
    /** Where it logged what is too much for one unit of work. */
    volatile Site loudAt = Site.UNKNOWN;

    private final int[] thrown = new int[MOST_THROWN];
    private final int[] times = new int[MOST_THROWN];

    /** An exception was logged, by its identity hash; how often it was so far. */
    synchronized int logged(int identity) {
        for (int i = 0; i < MOST_THROWN; i++) {
            if (thrown[i] == identity || times[i] == 0) {
                thrown[i] = identity;
                return ++times[i];
            }
        }
        return 1;
    }

    /** The logger that most of its examined events come from. */
    String loudest() {
        return ties.loudest();
    }

    /** Characters of all its events, as far as those whose text is known tell. */
    long projectedCharacters() {
        return measured == 0 ? 0 : characters * events / measured;
    }
}
