package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.SecretBook;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Looks for secrets in texts that were written, and reports them. Thread-safe, bounded. */
final class SecretScan {

    private static final int SHORTEST = 8;
    private static final int MOST_SECRETS = 512;
    private static final int MOST_WRITERS = 4_096;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Repeats repeats;
    private final Looks looks = new Looks();
    private final LongAdder scanned = new LongAdder();
    private final AtomicInteger writers = new AtomicInteger();
    private final ConcurrentHashMap<Long, Spots<Writer>> secrets = new ConcurrentHashMap<>();

    /** A line that writes one secret. */
    private static final class Writer extends Spot {
        final long key;

        Writer(Site site, long key) {
            super(site);
            this.key = key;
        }
    }

    SecretScan(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        this.repeats = new Repeats(observations);
    }

    /** Reports the first secret in {@code text}; whether there was one. */
    boolean scan(String channel, String logger, String text) {
        scanned.increment();
        if (text.length() < SHORTEST) {
            return false;
        }
        SecretBook.Hit hit = surroundings.secrets().find(text);
        if (hit == null) {
            return false;
        }
        long secret = Sites.key(hit.known() ? 1 : 2, hit.known() ? hit.name() : hit.kind()) * 31 + logger.hashCode();
        Spots<Writer> spots = spots(secret);
        if (spots == null) {
            observations.dropped("log.secret", 1);
            return true;
        }
        Writer writer = spots.isNew() || looks.isDue() ? writer(secret, spots) : null;
        if (writer == null) {
            spots.pass();
            return true;
        }
        writer.look();
        if (repeats.take(writer.key)) {
            repeats.tell(
                    writer.key,
                    new SecretWritten(
                            surroundings.at(writer.site),
                            channel,
                            logger,
                            hit.kind(),
                            hit.name(),
                            hit.length(),
                            hit.known(),
                            hit.print()));
        }
        return true;
    }

    private @Nullable Spots<Writer> spots(long secret) {
        Spots<Writer> known = secrets.get(secret);
        if (known == null && secrets.size() < MOST_SECRETS) {
            Spots<Writer> fresh = new Spots<>();
            Spots<Writer> other = secrets.putIfAbsent(secret, fresh);
            return other == null ? fresh : other;
        }
        return known;
    }

    private @Nullable Writer writer(long secret, Spots<Writer> spots) {
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        Writer known = spots.find(place);
        if (known != null) {
            return known;
        }
        Site site = sites.at(place);
        if (site == Site.UNKNOWN || writers.get() >= MOST_WRITERS) {
            observations.dropped("log.secret", 1);
            return null;
        }
        Writer made = new Writer(site, secret * 31 + place);
        Writer kept = spots.add(place, made);
        if (kept == made) {
            writers.incrementAndGet();
        }
        return kept;
    }

    /** Counts the texts that were looked at, and looks for properties that were set since. Agent's thread. */
    void tick(long now) {
        for (Spots<Writer> spots : secrets.values()) {
            spots.settle();
            for (Writer writer : spots.all()) {
                repeats.pass(writer.key, writer.takePassed());
            }
        }
        repeats.tick(now);
        long more = scanned.sumThenReset();
        if (more > 0) {
            observations.count("log.secret", more);
            surroundings.secrets().refresh();
        }
    }
}
