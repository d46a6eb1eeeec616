package dev.seaworthy.rule.http;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import dev.seaworthy.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** Units of work as rules about their calls see them: where they are, and whom they call. */
final class Voyages {

    static final Place LINE = new Place("com.acme.Prices", "price", "Prices.java", 31);

    private Voyages() {}

    static Surroundings surroundings() {
        return new Surroundings(key -> null);
    }

    /** A request, beside frames of these classes. */
    static Origin request(long id, String... frames) {
        return in(Phase.REQUEST, new Unit(id, Unit.Kind.REQUEST, false, "GET /basket"), frames);
    }

    static Origin job(long id) {
        return in(Phase.JOB, new Unit(id, Unit.Kind.SCHEDULE, false, "nightly"));
    }

    static Origin in(Phase phase, Unit unit, String... frames) {
        List<Place> stack = new ArrayList<>(List.of(LINE));
        for (String frame : frames) {
            stack.add(new Place(frame, "run", null, 1));
        }
        return new Origin(1_000, phase, unit, new Site(LINE, true, stack), 1);
    }

    static Target target(String host, HostClass is) {
        return new Target("https", host, 443, is, false);
    }

    static Target pay() {
        return target("pay.test", HostClass.PUBLIC);
    }

    @SafeVarargs
    static <O extends Observation> List<Found> judged(Rule<O> rule, O... seen) {
        Noted noted = new Noted();
        for (O each : seen) {
            rule.inspect(each, noted);
        }
        return noted.found;
    }
}
