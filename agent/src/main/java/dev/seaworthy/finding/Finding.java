package dev.seaworthy.finding;

import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule at one place for one target, as it stood at one moment. Immutable; holds no secret.
 *
 * @param id stable across runs of the same build
 * @param variant sub-case, null if there is none
 * @param message one sentence without full stop
 * @param fix one imperative sentence
 * @param target what it is about, empty for nothing in particular
 * @param location the application's own line, null for the whole process
 * @param stack frames from the hook outwards, empty if unknown
 * @param count how many times it happened
 * @param firstSeen epoch milliseconds
 * @param lastSeen epoch milliseconds
 * @param evidence numbers, texts, lists and maps of these
 * @param reason why it is suppressed or in the baseline, as the user put it; null if nothing was said
 */
public record Finding(
        String id,
        String rule,
        @Nullable String variant,
        String area,
        Severity severity,
        State state,
        Status status,
        String message,
        String fix,
        String target,
        @Nullable Place location,
        List<Place> stack,
        long count,
        long firstSeen,
        long lastSeen,
        Map<String, Object> evidence,
        @Nullable String reason) {

    /** One that nobody gave a reason for. */
    public Finding(
            String id,
            String rule,
            @Nullable String variant,
            String area,
            Severity severity,
            State state,
            Status status,
            String message,
            String fix,
            String target,
            @Nullable Place location,
            List<Place> stack,
            long count,
            long firstSeen,
            long lastSeen,
            Map<String, Object> evidence) {
        this(
                id, rule, variant, area, severity, state, status, message, fix, target, location, stack, count,
                firstSeen, lastSeen, evidence, null);
    }

    /** Name of the evidence that says which finding a folded one went into. */
    public static final String FOLDED_INTO = "folded-into";

    /** How sure we are. */
    public enum State {
        /** Repetition or proof was seen. */
        CONFIRMED,
        /** The shape was seen. */
        SUSPECTED,
        /** It proved harmless, or another finding speaks for it. */
        RESOLVED;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** Lower-case name, as in outputs. */
        public String label() {
            return label;
        }
    }

    /** Whether anyone still has to look at it. */
    public enum Status {
        OPEN,
        BASELINE,
        SUPPRESSED;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** Lower-case name, as in outputs. */
        public String label() {
            return label;
        }
    }

    /** Confirmed and neither in the baseline nor suppressed: what is logged and judged. */
    public boolean isOpen() {
        return state == State.CONFIRMED && status == Status.OPEN;
    }
}
