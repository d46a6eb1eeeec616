package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Failure;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.observation.Site;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Attempts of the same call, one after the failure of the other; the most persistent of a unit of work are kept. Its user synchronizes. */
final class Retries {

    private static final int MOST_GAPS = 8;

    private int tries = 1;
    private long[] gaps = new long[MOST_GAPS];
    private boolean sameRequest = true;
    private boolean resent;
    private Site site = Site.UNKNOWN;
    private long place;
    private @Nullable Kept best;

    /**
     * @param gaps nanoseconds between a failure and the next attempt
     * @param sameRequest whether the application sent the same object each time
     * @param resent whether one of them had been sent, with an unknown end, and no header says that it is the same again
     */
    record Kept(int tries, long[] gaps, boolean sameRequest, boolean resent, boolean inClient, Site site, long place) {}

    /** Another attempt begins. */
    void again(long gap, boolean isSame) {
        if (tries == 1) {
            gaps = new long[MOST_GAPS];
            sameRequest = true;
        }
        if (tries - 1 < MOST_GAPS) {
            gaps[tries - 1] = gap;
        }
        tries++;
        sameRequest &= isSame;
    }

    /** Whether the place of this attempt is to be looked at. */
    boolean isDue(Outbound call, Failure before) {
        return tries == UnitLimits.TRIES || tries == 2 && mayBeDoneTwice(call, before);
    }

    /** Whether what this call does may have been done by the one before, which was sent and not answered. */
    static boolean mayBeDoneTwice(Outbound call, Failure before) {
        boolean adds = call.method().equals("POST") || call.method().equals("PATCH");
        return adds && (before == Failure.TIMEOUT || before == Failure.BROKEN);
    }

    void at(Site where, long key) {
        site = where;
        place = key;
    }

    /** An attempt ended that was made after one that may have arrived. */
    void resent(Outbound call) {
        resent |= tries > 1 && Boolean.FALSE.equals(call.errand().isKeyed());
    }

    /** Another call begins. */
    void over() {
        if (tries > 1) {
            keep(new Kept(
                    tries,
                    Arrays.copyOf(gaps, Math.min(MOST_GAPS, tries - 1)),
                    sameRequest,
                    resent,
                    false,
                    site,
                    place));
        }
        tries = 1;
        resent = false;
    }

    /** The client itself made that many attempts of one call, which failed nevertheless. */
    void inside(Outbound call, Site where, long key) {
        keep(new Kept(call.errand().tries().count(), call.errand().tries().gaps(), true, false, true, where, key));
    }

    private void keep(Kept done) {
        Kept before = best;
        if (before == null || done.tries > before.tries && !before.resent || done.resent && !before.resent) {
            best = done;
        }
    }

    /** What is worth a report; null if nothing is. */
    @Nullable
    Kept worst() {
        over();
        Kept worst = best;
        return worst != null && (worst.tries >= UnitLimits.TRIES || worst.resent) ? worst : null;
    }
}
