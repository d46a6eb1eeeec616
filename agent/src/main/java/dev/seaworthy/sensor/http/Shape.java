package dev.seaworthy.sensor.http;

import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Spots;

/** Calls that are alike: same target, same client settings, same phase; and the lines that make them. Thread-safe. */
final class Shape extends Spots<Caller> {

    private static final String[] AGENTS = {
        "io.opentelemetry.javaagent.", "datadog.trace.", "co.elastic.apm.", "org.glowroot.", "com.newrelic."
    };

    final long key;
    private volatile int answers;
    private volatile boolean refused;

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
