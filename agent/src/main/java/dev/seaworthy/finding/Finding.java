package dev.seaworthy.finding;

import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
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

    private static final int HASH_DIGITS = 12;
    private static final int LONGEST_NAME = 200;

    /** Name of the evidence that says which finding a folded one went into. */
    public static final String FOLDED_INTO = "folded-into";

    /** Name of the evidence that lists the ids under which older versions, and so older baselines, know it. */
    public static final String FORMER_IDS = "former-ids";

    /** Name of the evidence that says in which kind of unit of work it was seen. */
    public static final String ROUTE = "route";

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

    /** The same, accepted or open again. */
    public Finding with(Status now, @Nullable String why) {
        return new Finding(
                id, rule, variant, area, severity, state, now, message, fix, target, location, stack, count, firstSeen,
                lastSeen, evidence, why);
    }

    /** The kind of unit of work that it was seen in, {@code GET /orders/{}}; empty if none is known. */
    public String route() {
        return evidence.get(ROUTE) instanceof String route ? route : "";
    }

    /** Its id, and those under which older baselines know it. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        ids.add(id);
        if (evidence.get(FORMER_IDS) instanceof List<?> former) {
            for (Object one : former) {
                ids.add(String.valueOf(one));
            }
        }
        return ids;
    }

    /** Whether a text has the form of an id: a rule's name, a hyphen and twelve hexadecimal digits. */
    public static boolean isId(String text) {
        int hash = text.length() - HASH_DIGITS;
        if (text.length() > LONGEST_NAME || hash < 2 || text.charAt(hash - 1) != '-') {
            return false;
        }
        for (int i = hash; i < text.length(); i++) {
            if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return isName(text, 0, hash - 1);
    }

    /** Whether a text has the form of a rule's id: {@code area/name}. */
    public static boolean isRule(String text) {
        int slash = text.indexOf('/');
        return text.length() <= LONGEST_NAME
                && slash > 0
                && isName(text, 0, slash)
                && isName(text, slash + 1, text.length());
    }

    /** Lower-case words with hyphens between. */
    private static boolean isName(String text, int from, int to) {
        boolean word = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letter && (c != '-' || !word)) {
                return false;
            }
            word = letter;
        }
        return word;
    }
}
