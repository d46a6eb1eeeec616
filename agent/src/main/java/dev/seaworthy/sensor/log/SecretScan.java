package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.SecretBook;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.SecretWritten.Proof;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import dev.seaworthy.sensor.Spotter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Looks for secrets in texts that were written, and reports them. Thread-safe, bounded. */
final class SecretScan {

    private static final int SHORTEST = 8;
    private static final int MOST_SECRETS = 512;
    private static final int MOST_WRITERS = 4_096;
    private static final int MOST_DOUBTED = 64;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Spotter spotter;
    private final @Nullable PersonalScan personal;
    private final Bounded<Long, Secret> secrets;
    /** What had the form of a secret, by print: a login that comes later may prove it. */
    private final Map<Long, SecretWritten> doubted = new ConcurrentHashMap<>();

    private final LongAdder scanned = new LongAdder();

    /** The lines that write one secret. */
    private static final class Secret extends Spots<Spot> {
        @Override
        protected Spot make(Site site) {
            return new Spot(site);
        }
    }

    SecretScan(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.spotter = new Spotter(surroundings, observations, "log.secret", MOST_WRITERS);
        this.personal = PersonalScan.ifWanted(surroundings, observations);
        this.secrets = new Bounded<>(MOST_SECRETS, "log.secret", observations);
    }

    /**
     * Reports the first secret in {@code text}; whether there was one.
     *
     * @param weight for how many texts this one stands, with itself
     */
    boolean scan(String channel, String logger, String text, int weight) {
        scanned.increment();
        if (text.length() < SHORTEST) {
            return false;
        }
        SecretBook.Hit hit = surroundings.secrets().find(text);
        if (hit == null) {
            return personal != null && personal.scan(channel, logger, text, weight);
        }
        long key = Sites.key(hit.known() ? 1 : 2, hit.known() ? hit.name() : hit.kind()) * 31 + logger.hashCode();
        Secret secret = secrets.get(key, any -> new Secret());
        Spot writer = secret == null ? null : spotter.look(secret, weight);
        if (writer != null && writer.take()) {
            SecretWritten seen = new SecretWritten(
                    surroundings.at(writer.site),
                    channel,
                    logger,
                    hit.kind(),
                    hit.name(),
                    hit.length(),
                    hit.known() ? Proof.KNOWN : Proof.FORM,
                    hit.print());
            if (!hit.known() && doubted.size() < MOST_DOUBTED) {
                doubted.putIfAbsent(hit.print(), seen);
            }
            writer.tell(seen, observations);
        }
        return true;
    }

    /** Counts the texts that were looked at, and looks for properties that were set since. Agent's thread. */
    void tick(long now) {
        for (Secret secret : secrets.values()) {
            secret.settle();
            for (Spot writer : secret.all()) {
                writer.tick(now, observations);
            }
        }
        prove();
        if (personal != null) {
            personal.tick(now);
        }
        long more = scanned.sumThenReset();
        if (more > 0) {
            observations.count("log.secret", more);
            surroundings.secrets().refresh();
        }
    }

    private void prove() {
        for (SecretWritten seen : doubted.values()) {
            if (surroundings.secrets().knows(seen.print()) && doubted.remove(seen.print(), seen)) {
                observations.add(seen.as(Proof.KNOWN));
            }
        }
    }
}
