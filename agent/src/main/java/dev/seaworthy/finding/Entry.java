package dev.seaworthy.finding;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding while it grows; only the ledger touches it, under its lock. */
final class Entry {

    private static final int MOST_EVIDENCE = 50;
    private static final int LAST_MILESTONE = 1_000;
    private static final int MOST_ANNOUNCEMENTS = 3;

    final String id;
    final RuleCard card;
    final @Nullable String variant;
    final String target;
    final Status status;
    private final @Nullable String reason;
    final long firstSeen;

    State state;
    private Severity severity;
    private String message;
    private String fix;
    private @Nullable Place place;
    private List<Place> stack;
    private long count;
    private long lastSeen;
    private final Map<String, Object> evidence = new LinkedHashMap<>();

    // What other findings do to this one; made anew whenever one of them changes.
    @Nullable
    Entry foldedInto;

    boolean capped;
    final List<String> also = new ArrayList<>();

    @Nullable
    Entry attached;

    // What was told about it so far.
    State told = State.SUSPECTED;
    long counted;
    private int announcements;
    private @Nullable Severity announced;
    private long announcedAt;
    private long milestone = 10;

    Entry(
            String id,
            RuleCard card,
            Found found,
            String target,
            Status status,
            @Nullable String reason,
            Severity severity,
            Redaction redaction) {
        this.id = id;
        this.card = card;
        String name = found.variant();
        this.variant = name == null ? null : redaction.text(name);
        this.target = target;
        this.status = status;
        this.reason = reason;
        this.firstSeen = found.millis();
        this.lastSeen = found.millis();
        this.state = found.isConfirmed() ? State.CONFIRMED : State.SUSPECTED;
        this.severity = severity;
        this.message = redaction.text(found.message());
        this.fix = fixOf(found, redaction);
        this.place = found.site().place();
        this.stack = List.copyOf(found.site().stack());
        // A finding that exists happened once at least.
        this.count = Math.max(1, found.occurrences());
        addEvidence(found, redaction);
    }

    /**
     * Takes in what a rule says again. The worst that was said stays, as long as it is as sure as the new one.
     *
     * @return whether state or severity changed, so that other findings may be affected
     */
    boolean add(Found found, Severity other, Redaction redaction) {
        count += Math.max(0, found.occurrences());
        lastSeen = Math.max(lastSeen, found.millis());
        addEvidence(found, redaction);
        State said = found.isConfirmed() ? State.CONFIRMED : State.SUSPECTED;
        if (state == State.CONFIRMED && said == State.SUSPECTED) {
            return false;
        }
        boolean changed = said != state || (other != severity && other.atLeast(severity));
        if (changed || other == severity) {
            state = said;
            severity = other;
            message = redaction.text(found.message());
            fix = fixOf(found, redaction);
            if (!found.site().stack().isEmpty()) {
                place = found.site().place();
                stack = List.copyOf(found.site().stack());
            }
        }
        return changed;
    }

    /** Retracts it. */
    void resolve(Found found, Redaction redaction) {
        state = State.RESOLVED;
        addEvidence(found, redaction);
        if (!found.message().isEmpty()) {
            evidence.put("retracted", redaction.text(found.message()));
        }
    }

    /** The state that the outside sees. */
    State effective() {
        return foldedInto == null ? state : State.RESOLVED;
    }

    Severity severity() {
        return capped && severity.atLeast(Severity.LOW) ? Severity.LOW : severity;
    }

    /** Where it is, without the line: class and method, empty for the whole process. */
    String where() {
        return where(place);
    }

    /** Class and method; names that a proxy generator numbers are cut back to the class that they stand for. */
    static String where(@Nullable Place place) {
        if (place == null) {
            return "";
        }
        int generated = place.className().indexOf("$$");
        String name = generated > 0 ? place.className().substring(0, generated) : place.className();
        return name + "#" + place.method();
    }

    /** What to tell about it now; null if nothing is new. */
    Ledger.@Nullable Event news() {
        State now = effective();
        State before = told;
        told = now;
        if (now == State.CONFIRMED) {
            boolean worse = announced != null && severity().compareTo(announced) < 0;
            if ((before != State.CONFIRMED || worse) && announcements < MOST_ANNOUNCEMENTS) {
                announcements++;
                announced = severity();
                announcedAt = announcedAt == 0 ? count : announcedAt;
                return Ledger.Event.CONFIRMED;
            }
            if (milestone <= LAST_MILESTONE && count >= announcedAt * milestone) {
                while (milestone <= LAST_MILESTONE && count >= announcedAt * milestone) {
                    milestone *= 10;
                }
                return Ledger.Event.REPEATED;
            }
            return null;
        }
        return now == State.RESOLVED && before == State.CONFIRMED ? Ledger.Event.RESOLVED : null;
    }

    /** Occurrences that were not counted yet. */
    long uncounted() {
        long more = count - counted;
        counted = count;
        return more;
    }

    /** The finding as it stands now; secrets that became known meanwhile are taken out as well. */
    Finding snapshot(Redaction redaction) {
        Map<String, Object> shown = new LinkedHashMap<>();
        evidence.forEach((name, value) -> shown.put(name, redaction.value(value)));
        if (!also.isEmpty()) {
            shown.put("also", List.copyOf(also));
        }
        if (attached != null) {
            shown.put(attached.card.id(), redaction.text(attached.message));
        }
        if (foldedInto != null) {
            shown.put(Finding.FOLDED_INTO, foldedInto.id);
        }
        return new Finding(
                id,
                card.id(),
                variant,
                card.area(),
                severity(),
                effective(),
                status,
                redaction.text(message),
                redaction.text(fix),
                redaction.text(target),
                place,
                stack,
                count,
                firstSeen,
                lastSeen,
                Collections.unmodifiableMap(shown),
                reason == null ? null : redaction.text(reason));
    }

    /** A value of its evidence as text, empty if there is none. */
    String evidence(String name) {
        Object value = evidence.get(name);
        return value == null ? "" : value.toString();
    }

    private String fixOf(Found found, Redaction redaction) {
        String own = found.fix();
        return own == null ? card.fix() : redaction.text(own);
    }

    private void addEvidence(Found found, Redaction redaction) {
        found.evidence().forEach((name, value) -> {
            if (value != null && (evidence.size() < MOST_EVIDENCE || evidence.containsKey(name))) {
                evidence.put(redaction.text(name), redaction.value(value));
            }
        });
    }
}
