package dev.seaworthy.sensor.http;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Spots;
import java.util.concurrent.atomic.AtomicLongArray;

/** Calls that are alike: same target, same client settings, same phase; and the lines that make them. Thread-safe. */
final class Shape extends Spots<Caller> {

    private static final String[] AGENTS = {
        "io.opentelemetry.javaagent.", "datadog.trace.", "co.elastic.apm.", "org.glowroot.", "com.newrelic."
    };

    private static final int MOST_LIMITS = 8;

    final long key;
    private volatile int answers;
    private volatile boolean refused;
    /** Keys of limits that turned out to be in force; 0 where there is room. */
    private final AtomicLongArray inForce = new AtomicLongArray(MOST_LIMITS);

    private volatile boolean news;

    Shape(long key) {
        this.key = key;
    }

    @Override
    protected Caller make(Site site) {
        return new Caller(this, site, isForeign(site));
    }

    private static boolean isForeign(Site site) {
        for (String agent : AGENTS) {
            if (site.goesThrough(agent)) {
                return true;
            }
        }
        return false;
    }

    /** Other limits are in force than its client said: if that is new, its next call is followed. */
    void learn(CallLimits limits) {
        long is = limits.key() | 1;
        for (int i = 0; i < MOST_LIMITS; i++) {
            long known = inForce.get(i);
            if (known == is || known == 0 && !inForce.compareAndSet(i, 0, is) && inForce.get(i) == is) {
                return;
            }
            if (known == 0 && inForce.get(i) == is) {
                news = true;
                return;
            }
        }
    }

    /** Whether its next call is to be followed in any case; asked once. */
    boolean takeNews() {
        boolean was = news;
        news = false;
        return was;
    }

    /** One of its calls was answered; agent's thread. */
    void answered() {
        if (answers == 0 || refused) {
            refused = false;
            answers = answers() + 1;
        }
    }

    /** How often calls were answered again after some were refused; 0 while none was answered at all. */
    int answers() {
        return answers;
    }

    /** Whether a refused call is the first one after calls that were answered, since a server may go away later. */
    boolean isNewRefusal() {
        if (answers > 0 && !refused) {
            refused = true;
            return true;
        }
        return false;
    }
}
