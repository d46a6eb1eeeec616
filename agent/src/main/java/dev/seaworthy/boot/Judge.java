package dev.seaworthy.boot;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Sense;
import dev.seaworthy.rule.Findings;
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
    private @Nullable Throwable last;

    Judge(List<Rule<?>> active, Units units, Findings findings, Counts seen, Counts errors, Counts dropped) {
        this.units = units;
        this.findings = findings;
        this.seen = seen;
        this.errors = errors;
        this.dropped = dropped;
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
        seen.add(sense(observation), 1);
        boolean early = observation.origin().phase() == Phase.STARTUP
                && (observation instanceof JdbcObservation
                        || observation instanceof FileWritten
                        || observation instanceof CallSent);
        release(nature, false);
        Phase phase =
                early ? early(observation, nature, false) : observation.origin().phase();
        if (phase != null) {
            judge(phase == observation.origin().phase() ? observation : observation.in(phase));
        } else if (held.size() < MOST_HELD) {
            held.add(observation);
        } else {
            dropped.add("held", 1);
        }
    }

    /** Judges what was held back, as far as it is clear what the program is. */
    void release(Nature.Kind nature, boolean last) {
        for (Observation first = held.peek(); first != null; first = held.peek()) {
            Phase phase = early(first, nature, last);
            if (phase == null) {
                return;
            }
            held.remove();
            judge(phase == Phase.STARTUP ? first : first.in(phase));
        }
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
            } catch (RuntimeException | LinkageError | StackOverflowError failed) {
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

    private void judge(Observation observation) {
        List<Rule<Observation>> needing = rules.get(observation.getClass());
        if (needing == null) {
            return;
        }
        for (Rule<Observation> rule : needing) {
            try {
                rule.inspect(observation, findings);
            } catch (RuntimeException | LinkageError | StackOverflowError failed) {
                failed(rule, failed);
            }
        }
    }

    private void failed(Rule<?> rule, Throwable failure) {
        errors.add(rule.getClass().getAnnotation(RuleSpec.class).id(), 1);
        last = failure;
    }

    static String sense(Observation observation) {
        Sense sense = observation.getClass().getAnnotation(Sense.class);
        return sense == null ? "other" : sense.value();
    }
}
