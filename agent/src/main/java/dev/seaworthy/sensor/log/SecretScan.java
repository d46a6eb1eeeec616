package dev.seaworthy.sensor.log;

import dev.seaworthy.context.SecretBook;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.sensor.Observations;
import java.util.concurrent.atomic.LongAdder;

/** Looks for secrets in texts that were written, and tells of them. Thread-safe. */
final class SecretScan {

    /** Above the numbers of hooks, so that coarse keys never meet theirs. */
    private static final int KEY = 70_001;

    private static final int SHORTEST = 8;

    private final Surroundings surroundings;
    private final Observations observations;
    private final LongAdder scanned = new LongAdder();

    SecretScan(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    /**
     * Tells of the first secret in {@code text}, and whether there was one.
     *
     * @param template what {@link Template#of} says of the text: with the secret's name, the coarse key of the place
     */
    boolean scan(String channel, String logger, String text, int template) {
        scanned.increment();
        if (text.length() < SHORTEST) {
            return false;
        }
        SecretBook.Hit hit = surroundings.secrets().find(text);
        if (hit == null) {
            return false;
        }
        long key = Sites.key(KEY + (template & 0xFFF), hit.known() ? hit.name() : hit.kind());
        observations.add(new SecretWritten(
                surroundings.here(key),
                channel,
                logger,
                hit.kind(),
                hit.name(),
                hit.length(),
                hit.known(),
                hit.print()));
        return true;
    }

    /** Counts the texts that were looked at, and looks for properties that were set since. Agent's thread. */
    void tick() {
        long more = scanned.sumThenReset();
        if (more > 0) {
            observations.count("log.secret", more);
            surroundings.secrets().refresh();
        }
    }
}
