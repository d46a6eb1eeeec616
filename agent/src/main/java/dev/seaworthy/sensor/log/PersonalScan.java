package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Bounded;
import dev.seaworthy.context.PersonalData;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.SecretWritten.Proof;
import dev.seaworthy.observation.Site;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Spot;
import dev.seaworthy.sensor.Spots;
import dev.seaworthy.sensor.Spotter;
import org.jspecify.annotations.Nullable;

/**
 * Looks for card numbers and national ids in texts that were written, and reports them until their line writes a number of the
 * same form whose check digits are wrong: then it writes something else. Only where the settings ask for it. Thread-safe,
 * bounded.
 */
final class PersonalScan {

    private static final String SETTING = "log.pii";
    private static final int MOST_NUMBERS = 512;
    private static final int MOST_WRITERS = 1_024;

    private final Surroundings surroundings;
    private final Observations observations;
    private final Spotter spotter;
    private final PersonalData data = new PersonalData();
    private final Bounded<Long, Numbers> numbers;

    private static final class Writer extends Spot {
        volatile boolean refuted;
        volatile @Nullable SecretWritten told;

        Writer(Site site) {
            super(site);
        }
    }

    /** The lines by which one logger writes numbers of one kind. */
    private static final class Numbers extends Spots<Writer> {
        @Override
        protected Writer make(Site site) {
            return new Writer(site);
        }
    }

    private PersonalScan(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
        spotter = new Spotter(surroundings, observations, "log.pii", MOST_WRITERS);
        numbers = new Bounded<>(MOST_NUMBERS, "log.pii", observations);
    }

    /** Null if nobody asked for it. */
    static @Nullable PersonalScan ifWanted(Surroundings surroundings, Observations observations) {
        return "true".equals(surroundings.option(SETTING)) ? new PersonalScan(surroundings, observations) : null;
    }

    /**
     * Reports the first number in {@code text} that is proven; whether there was one.
     *
     * @param weight for how many texts this one stands, with itself
     */
    boolean scan(String channel, String logger, String text, int weight) {
        PersonalData.Hit hit = data.find(text);
        Numbers of = hit == null
                ? null
                : numbers.get(Sites.key(3, hit.kind()) * 31 + logger.hashCode(), any -> new Numbers());
        if (hit == null || of == null) {
            return false;
        }
        if (!hit.proven()) {
            refute(spotter.again(of, false));
            return false;
        }
        Writer writer = spotter.look(of, weight);
        if (writer != null && !writer.refuted && writer.take()) {
            SecretWritten seen = new SecretWritten(
                    surroundings.at(writer.site),
                    channel,
                    logger,
                    hit.kind(),
                    "",
                    hit.length(),
                    Proof.FORM,
                    hit.print());
            writer.told = seen;
            writer.tell(seen, observations);
            if (writer.refuted) {
                observations.add(seen.as(Proof.REFUTED));
            }
        }
        return true;
    }

    private void refute(@Nullable Writer writer) {
        if (writer == null || writer.refuted) {
            return;
        }
        writer.refuted = true;
        SecretWritten told = writer.told;
        if (told != null) {
            observations.add(told.as(Proof.REFUTED));
        }
    }

    /** Agent's thread. */
    void tick(long now) {
        for (Numbers of : numbers.values()) {
            of.settle();
            for (Writer writer : of.all()) {
                if (!writer.refuted) {
                    writer.tick(now, observations);
                }
            }
        }
    }
}
