package dev.seaworthy.boot;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Again;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.FileObservation;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Sense;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.SocketOpened;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each observation to the rules that need it, one at a time. One thread at a time. */
final class Judge {

    private static final int MOST_HELD = 5_000;

    private final Map<Class<?>, List<Rule<Observation>>> rules = new HashMap<>();
    private final List<Rule<Observation>> all = new ArrayList<>();
    private final Deque<Observation> held = new ArrayDeque<>();
    private final Units units;
    private final Findings findings;
    private final Counts seen;
    private final Counts errors;
    private final Counts dropped;
    private final Counts unplaced;
    private @Nullable Throwable last;

    /** What rules say of something that they have seen before counts as often as it was seen since. */
    private record Repeats(Findings to, Again again) implements Findings {
        @Override
        public void add(Found found) {
            to.add(found.again(again.times(), again.millis()));
        }

        @Override
        public void resolve(Found found) {
            to.resolve(found);
        }

        @Override
        public void dropped(Rule<?> rule) {
            to.dropped(rule);
        }
    }

    /** What is found at the place of what was seen was found in its unit of work. */
    private record Routed(Findings to, Origin origin) implements Findings {
        @Override
        public void add(Found found) {
            Place place = origin.site().place();
            to.add(
                    place != null && place.equals(found.site().place())
                            ? found.seenIn(origin.unit().route())
                            : found);
        }

        @Override
        public void resolve(Found found) {
            to.resolve(found);
        }

        @Override
        public void dropped(Rule<?> rule) {
            to.dropped(rule);
        }
    }

    /** What rules find goes to the ledger, what they have to drop is counted by the rule's id. */
    private record Counted(Findings to, Counts counts) implements Findings {
        @Override
        public void add(Found found) {
            to.add(found);
        }

        @Override
        public void resolve(Found found) {
            to.resolve(found);
        }

        @Override
        public void dropped(Rule<?> rule) {
            counts.add(id(rule), 1);
        }
    }

    /**
     * @param unplaced counts what no rule could place that needs a place, by sense
     */
    Judge(
            List<Rule<?>> active,
            Units units,
            Findings findings,
            Counts seen,
            Counts errors,
            Counts dropped,
            Counts unplaced) {
        this.units = units;
        this.findings = new Counted(findings, dropped);
        this.seen = seen;
        this.errors = errors;
        this.dropped = dropped;
        this.unplaced = unplaced;
        for (Rule<?> rule : active) {
            @SuppressWarnings("unchecked") // needs() and the rule's own type agree: CatalogueTest
            Rule<Observation> taking = (Rule<Observation>) rule;
            all.add(taking);
            RuleSpec spec = rule.getClass().getAnnotation(RuleSpec.class);
            for (Class<?> kind : spec.needs()) {
                rules.computeIfAbsent(kind, any -> new ArrayList<>()).add(taking);
            }
        }
    }

    /** Rules that judge. */
    int rules() {
        return all.size();
    }

    void take(Observation observation, Nature.Kind nature) {
        int times = observation instanceof Again again ? again.times() : 1;
        seen.add(sense(observation), isCounted(observation) ? 0 : times);
        release(nature, false);
        boolean waits = canWait(observation);
        Phase phase = waits ? settled(observation, nature, false) : phase(observation);
        // What can wait keeps its order: what a connection did says nothing to a rule that has not heard of its
        // opening.
        boolean passes = held.isEmpty() || !waits || held.size() >= MOST_HELD;
        if (phase != null && passes) {
            judge(observation, phase);
        } else if (held.size() < MOST_HELD) {
            held.add(observation);
        } else {
            dropped.add("held", 1);
        }
    }

    /** Judges what was held back, as far as it is clear what the program is. */
    void release(Nature.Kind nature, boolean last) {
        for (Observation first = held.peek(); first != null; first = held.peek()) {
            Phase phase = settled(first, nature, last);
            if (phase == null) {
                return;
            }
            held.remove();
            judge(first, phase);
        }
    }

    private static boolean canWait(Observation observation) {
        Observation seen = plain(observation);
        return seen instanceof JdbcObservation
                || seen instanceof FileObservation
                || seen instanceof CallSent
                || seen instanceof SocketOpened;
    }

    private static Observation plain(Observation seen) {
        return seen instanceof Again again ? again.seen() : seen;
    }

    private static Phase phase(Observation seen) {
        return seen.origin().phase();
    }

    /** What an observation that can wait counts as; null while that is open. */
    private @Nullable Phase settled(Observation seen, Nature.Kind nature, boolean last) {
        return phase(seen) == Phase.STARTUP ? early(seen, nature, last) : phase(seen);
    }

    /** What an observation made in STARTUP counts as; null while that is open. */
    private @Nullable Phase early(Observation seen, Nature.Kind nature, boolean last) {
        return switch (nature) {
            case UNKNOWN -> null;
            case PLAIN -> Phase.JOB;
            case SERVER -> units.early(seen.origin().millis(), last);
        };
    }

    void conclude() {
        for (Rule<Observation> rule : all) {
            try {
                rule.conclude(findings);
            } catch (Throwable failed) {
                failed(rule, failed);
            }
        }
    }

    /** The last failure inside a rule, null where there was none; told once. */
    @Nullable
    Throwable takeLast() {
        Throwable told = last;
        last = null;
        return told;
    }

    private void judge(Observation seen, Phase phase) {
        Observation observation = plain(seen);
        observation.origin().settle(phase);
        boolean routed = !observation.origin().unit().route().isEmpty();
        Findings at = routed ? new Routed(findings, observation.origin()) : findings;
        Findings to = seen instanceof Again again ? new Repeats(at, again) : at;
        List<Rule<Observation>> needing = rules.get(observation.getClass());
        if (needing == null) {
            return;
        }
        Site site = observation.origin().site();
        if (site.place() == null && !site.stack().isEmpty() && anyNeedsPlace(needing)) {
            unplaced.add(sense(observation), seen instanceof Again again ? again.times() : 1);
        }
        for (Rule<Observation> rule : needing) {
            try {
                rule.inspect(observation, to);
            } catch (Throwable failed) {
                failed(rule, failed);
            }
        }
    }

    private static boolean anyNeedsPlace(List<Rule<Observation>> rules) {
        for (Rule<Observation> rule : rules) {
            if (rule.getClass().getAnnotation(RuleSpec.class).needsPlace()) {
                return true;
            }
        }
        return false;
    }

    private void failed(Rule<?> rule, Throwable failure) {
        errors.add(id(rule), 1);
        last = failure;
    }

    private static String id(Rule<?> rule) {
        return rule.getClass().getAnnotation(RuleSpec.class).id();
    }

    private static boolean isCounted(Observation observation) {
        Sense sense = plain(observation).getClass().getAnnotation(Sense.class);
        return sense != null && sense.counted();
    }

    static String sense(Observation observation) {
        Sense sense = plain(observation).getClass().getAnnotation(Sense.class);
        return sense == null ? "other" : sense.value();
    }
}
