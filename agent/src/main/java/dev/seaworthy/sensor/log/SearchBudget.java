package dev.seaworthy.sensor.log;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are searched: of each line of code, as far as logger and message tell it apart, {@value #EACH} a second; of one
 * logger, {@value #OF_LOGGER}; all together {@value #ALL}; and of the others one in {@value #RARELY}. Thread-safe without
 * locks: a count that two threads race for may be off by one.
 */
final class SearchBudget {

    static final int EACH = 1_024;
    static final int OF_LOGGER = 4_096;
    static final int ALL = 16_384;
    static final int RARELY = 128;
    private static final int SLOTS = 1 << 11;

    private final int[] lines = new int[SLOTS];
    private int round;
    private int all;

    /**
     * For how many texts this one stands, of which it alone is searched; 0 = it is not searched.
     *
     * @param logger of which events are counted; null = it is one of too many
     * @param event of which the line is asked as long as it matters
     */
    int weight(LoggedEvent event, @Nullable LoggerLog logger) {
        if (logger != null && all < ALL) {
            if (logger.searchedIn != round) {
                logger.searchedIn = round;
                logger.searched = 0;
            }
            int line = slot(event.site());
            if (logger.searched < OF_LOGGER && lines[line] < EACH) {
                logger.searched++;
                lines[line]++;
                all++;
                return 1;
            }
        }
        event.passed++;
        return isSampled() ? event.takePassed() : 0;
    }

    /** The same for a text of which neither is known. */
    int weight() {
        if (all < ALL) {
            all++;
            return 1;
        }
        return isSampled() ? RARELY : 0;
    }

    private static boolean isSampled() {
        return (ThreadLocalRandom.current().nextInt() & RARELY - 1) == 0;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 53);
    }

    /** Another second has begun; agent's thread. */
    void tick() {
        Arrays.fill(lines, 0);
        round++;
        all = 0;
    }
}
