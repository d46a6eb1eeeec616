package dev.seaworthy.sensor.sql;

import dev.seaworthy.context.Looks;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Site;
import org.jspecify.annotations.Nullable;

/** What one run of a statement or batch did, and where it was made. */
public class Run {

    public Shape shape = Shape.UNKNOWN;
    /** As given by the application, literals and all. */
    public @Nullable String sql;

    public long beganNanos;
    public long nanos;
    /** Statements in it: 1, or as many as the batch had. */
    public int statements;

    public boolean batch;
    /** Whether it was committed with its own end. */
    public boolean autoCommit;

    public @Nullable Throwable thrown;

    private @Nullable Surroundings surroundings;
    private long place;
    private @Nullable Site site;
    private boolean asked;
    private boolean looked;

    public final void begin(Surroundings around) {
        surroundings = around;
        site = null;
        asked = false;
    }

    /** Whether watches that want to know where each run was made look at this one. */
    public final boolean isLooked(Looks budget) {
        if (!asked) {
            asked = true;
            looked = budget.isDue();
        }
        return looked;
    }

    /** What {@link dev.seaworthy.context.Sites#calling} says of the line that ran it; see {@link #site}. */
    public final long place() {
        site();
        return place;
    }

    /** Where it was run. Looks at some frames, and walks the stack where they are new (1–70 µs). */
    public final Site site() {
        Site known = site;
        if (known == null) {
            Surroundings around = surroundings;
            place = around == null ? 0 : around.sites().calling(true);
            known = around == null ? Site.UNKNOWN : around.sites().at(place);
            site = known;
        }
        return known;
    }

    public void clear() {
        sql = null;
        thrown = null;
        site = null;
    }
}
