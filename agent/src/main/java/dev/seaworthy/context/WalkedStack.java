package dev.seaworthy.context;

import dev.seaworthy.context.Ownership.Owner;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Site.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack, with what is needed to say whose each frame is, whenever that is asked. Filled by one thread, then read by any;
 * keeps no class alive.
 */
final class WalkedStack implements Site.Owners {

    /** Frames kept whole. */
    static final int MOST_KEPT = 40;

    /** Frames below these that may turn out to be the application's; one of each code base. */
    private static final int MOST_DEEPER = 8;

    private final Ownership ownership;
    private final List<Place> places = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private boolean certain;
    private volatile @Nullable Decided decided;

    private record Decided(int learned, Line line) {}

    WalkedStack(Ownership ownership) {
        this.ownership = ownership;
    }

    /** Takes the next frame outwards; whether another is wanted. */
    boolean add(StackWalker.StackFrame frame, Code code) {
        boolean whole = places.size() < MOST_KEPT;
        Owner owner = whole && certain ? Owner.LIBRARY : code.owner(ownership);
        if (whole || isCandidate(owner, code)) {
            Place place = Frames.place(frame);
            places.add(place);
            codes.add(code);
            if (code.kind == Code.Kind.ORDINARY && !frame.isNativeMethod()) {
                ownership.sees(code, place.line() > 0);
            }
        }
        certain |= owner == Owner.APPLICATION && !code.isDoubtful();
        return !certain || places.size() < MOST_KEPT;
    }

    private boolean isCandidate(Owner owner, Code code) {
        if (owner == Owner.APPLICATION) {
            return true;
        }
        if (owner != Owner.POSSIBLE || places.size() >= MOST_KEPT + MOST_DEEPER) {
            return false;
        }
        for (int i = MOST_KEPT; i < codes.size(); i++) {
            if (codes.get(i).base == code.base) {
                return false;
            }
        }
        return true;
    }

    Site site() {
        return new Site(List.copyOf(places.subList(0, Math.min(places.size(), MOST_KEPT))), this);
    }

    @Override
    public Line line() {
        Decided known = decided;
        int now = ownership.learned();
        if (known == null || known.learned != now) {
            known = new Decided(now, decide());
            decided = known;
        }
        return known.line;
    }

    private Line decide() {
        Line possible = null;
        Line blurred = null;
        boolean direct = true;
        boolean holdsHook = !codes.isEmpty() && codes.get(0).kind == Code.Kind.ORDINARY;
        for (int i = 0; i < codes.size(); i++) {
            Code code = codes.get(i);
            Owner owner = code.owner(ownership);
            holdsHook &= owner == Owner.PLATFORM || isNeighbor(code, codes.get(0));
            direct &= i < MOST_KEPT;
            switch (owner) {
                case APPLICATION -> {
                    Line line = new Line(places.get(i), direct);
                    // A stream that the application put in front of the JVM's own only passes on what somebody prints.
                    if (isWritten(places.get(i)) && !code.stream) {
                        return line;
                    }
                    blurred = blurred == null ? line : blurred;
                }
                case POSSIBLE -> {
                    // Who implements what is hooked is a library, for all that is known.
                    if (possible == null && !holdsHook) {
                        possible = new Line(places.get(i), direct);
                    }
                    direct &= code.stream;
                }
                case LIBRARY -> direct &= code.stream;
                case PLATFORM -> {}
            }
        }
        Line best = blurred == null ? possible : blurred;
        return best == null ? new Line(null, false) : best;
    }

    /** What was made at run time has no line, unlike what somebody wrote. */
    private static boolean isWritten(Place place) {
        return place.line() > 0 && place.file() != null;
    }

    private static boolean isNeighbor(Code code, Code other) {
        return code.base == other.base
                && ApplicationRoots.cut(Ownership.packageOf(code.name), 2)
                        .equals(ApplicationRoots.cut(Ownership.packageOf(other.name), 2));
    }
}
