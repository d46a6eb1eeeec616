package dev.seaworthy.rule.http;

import dev.seaworthy.context.Probes;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.CallsRepeated;
import dev.seaworthy.observation.CallsRepeated.Leg;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Projection;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A request that calls other services again and again, and waits for each answer before it asks for the next. */
@RuleSpec(
        id = "http/sequential-fan-out",
        severity = Severity.MEDIUM,
        precision = RuleSpec.Precision.MEDIUM,
        needs = CallsRepeated.class,
        summary = "Many HTTP calls one after the other",
        fix = "Send one call for all of them (a bulk endpoint, a list of ids), or send them in parallel.")
public final class SequentialFanOut implements Rule<CallsRepeated> {

    private static final int ENOUGH = 5;
    private static final int ENOUGH_TO_ANY = 8;
    private static final int JOB_FACTOR = 10; // it may take its time
    private static final int MEDIUM_MILLIS = 100;
    private static final int HIGH_MILLIS = 500;

    private static final String FIX_SAME = "Make the call once and pass its answer on, or cache it for the request.";

    private final Projection nextDoor;
    private final Projection publicly;
    private final UnitsSeen units = new UnitsSeen();

    public SequentialFanOut(Surroundings surroundings) {
        nextDoor = Projection.nextDoor(surroundings);
        publicly = Projection.toPublic(surroundings);
    }

    @Override
    public void inspect(CallsRepeated seen, Findings findings) {
        Phase phase = seen.origin().phase();
        int factor = phase == Phase.JOB ? JOB_FACTOR : phase == Phase.REQUEST ? 1 : Integer.MAX_VALUE / ENOUGH_TO_ANY;
        int times = seen.times() - near(seen);
        boolean single = !seen.route().isEmpty();
        if (times < (single ? ENOUGH : ENOUGH_TO_ANY) * factor
                || waits(seen)
                || Judged.isProbe(seen.origin().unit())
                || Probes.isProbe(seen.route())
                || Judged.isTest(seen.origin().site())
                || isParallelStream(seen.origin().site())) {
            return;
        }
        String target = target(seen);
        int seenIn = units.add(seen.origin(), target, this, findings);
        boolean same = single && seen.identical() >= seen.times() - 1;
        Found found = Found.of(seenIn >= UnitsSeen.ENOUGH, this, seen.origin(), target, message(seen, times, same))
                .severity(severity(millis(seen), phase))
                .evidence("times", times)
                .evidence("route", seen.origin().unit().route());
        projection(seen).evidence(found, seen.nanos(), times, seen.fastestNanos());
        findings.add(same ? found.fix(FIX_SAME) : found);
    }

    /** Pages come one after the other by nature, and who asks the same again after a pause waits for something. */
    private static boolean waits(CallsRepeated seen) {
        return (seen.paged() + seen.paused()) * 2 >= seen.times() - 1;
    }

    /** The stream hands the calls to several threads; on a machine with one processor all of them are the caller. */
    private static boolean isParallelStream(Site site) {
        return site.passes("java.util.stream.AbstractTask") || site.passes("java.util.stream.ForEachOps$ForEach");
    }

    /** Calls to a sidecar go nowhere. */
    private static int near(CallsRepeated seen) {
        int near = 0;
        for (Leg leg : seen.legs()) {
            near += isNear(leg.target()) ? leg.times() : 0;
        }
        return near;
    }

    private static boolean isNear(Target target) {
        return target.hostClass() == HostClass.LINK_LOCAL
                || target.hostClass() == HostClass.LOOPBACK && SidecarPorts.contains(target.port());
    }

    private Projection projection(CallsRepeated seen) {
        for (Leg leg : seen.legs()) {
            if (leg.target().hostClass() == HostClass.PUBLIC) {
                return publicly;
            }
        }
        return nextDoor;
    }

    /** What production waits for all of them. */
    private long millis(CallsRepeated seen) {
        if (!seen.route().isEmpty()) {
            return projection(seen).wait(seen.times());
        }
        int open = 0;
        int inside = 0;
        for (Leg leg : seen.legs()) {
            boolean far = leg.target().hostClass() == HostClass.PUBLIC;
            open += far ? leg.times() : 0;
            inside += far || isNear(leg.target()) ? 0 : leg.times();
        }
        return publicly.wait(open) + nextDoor.wait(inside);
    }

    private static Severity severity(long millis, Phase phase) {
        Severity severity =
                millis >= HIGH_MILLIS ? Severity.HIGH : millis >= MEDIUM_MILLIS ? Severity.MEDIUM : Severity.LOW;
        return phase == Phase.JOB && severity == Severity.HIGH ? Severity.MEDIUM : severity;
    }

    private static String target(CallsRepeated seen) {
        if (!seen.route().isEmpty()) {
            return seen.legs().get(0).target().url() + seen.route();
        }
        Leg most = seen.legs().get(0);
        for (Leg leg : seen.legs()) {
            most = leg.times() > most.times() ? leg : most;
        }
        return most.target().url();
    }

    private String message(CallsRepeated seen, int times, boolean same) {
        Unit.Kind kind = seen.origin().unit().kind();
        String who = kind == Unit.Kind.MESSAGE
                ? "One message"
                : seen.origin().phase() == Phase.JOB ? "One job" : "One request";
        String here = ", " + Projection.millis(seen.nanos()) + " here";
        if (seen.route().isEmpty()) {
            return who + " made " + times + " calls to " + seen.legs().size() + " routes, one after the other: about "
                    + millis(seen) + " ms of waiting in production" + here;
        }
        return who + (same ? " made the same call " : " made ") + times + (same ? " times" : " calls of this kind")
                + ", one after the other: " + times + " × " + projection(seen).text() + " = " + millis(seen)
                + " ms of waiting in production" + here;
    }
}
