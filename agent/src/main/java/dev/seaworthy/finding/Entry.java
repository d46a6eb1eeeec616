package dev.seaworthy.finding;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.observation.Place;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A finding while it grows; only the ledger touches it, under its lock. */
final class Entry {

    private static final String RETRACTED = "retracted";
    private static final int MOST_EVIDENCE = 50;
    private static final int LAST_MILESTONE = 1_000;
    private static final int MOST_ANNOUNCEMENTS = 3;
    private static final int MOST_FORMER = 16;

    final String id;
    final RuleCard card;
    final @Nullable String variant;
    final String target;
    Status status;
    private @Nullable String reason;
    final long firstSeen;

    State state;
    private Severity severity;
    private String message;
    private String fix;
    private @Nullable Place place;
    private List<Place> stack;
    /** In which kind of unit of work it was seen, empty for none that is known. */
    private String route;

    private long count;
    private long lastSeen;
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    /** Where it shows, where that may be at many places. */
    private final Map<String, Long> places = new LinkedHashMap<>();

    private final Set<String> former = new LinkedHashSet<>();

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
        this.route = redaction.text(found.route());
        // A finding that exists happened once at least.
        this.count = Math.max(1, found.occurrences());
        addPlace(found);
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
        addPlace(found);
        State said = found.isConfirmed() ? State.CONFIRMED : State.SUSPECTED;
        if (state == State.CONFIRMED && said == State.SUSPECTED) {
            return false;
        }
        boolean changed = said != state || (other != severity && other.atLeast(severity));
        if (changed || other == severity) {
            // Evidence goes with its message: what was said of another query does not belong to this one.
            if (!found.evidence().isEmpty()) {
                evidence.clear();
                addEvidence(found, redaction);
            }
            evidence.remove(RETRACTED);
            state = said;
            severity = other;
            message = redaction.text(found.message());
            fix = fixOf(found, redaction);
            route = found.route().isEmpty() ? route : redaction.text(found.route());
            if (!found.site().stack().isEmpty() && (place == null || !found.isAnywhere())) {
                place = found.site().place();
                stack = List.copyOf(found.site().stack());
            }
        }
        return changed;
    }

    /** One of its targets had a finding of its own in older versions; whether that is news. Keeps {@value #MOST_FORMER}. */
    boolean wasCalled(String formerId) {
        return former.size() < MOST_FORMER && former.add(formerId);
    }

    /** It is in the baseline, after all. */
    void accept(@Nullable String why) {
        status = Status.BASELINE;
        reason = why;
    }

    /** Retracts it. */
    void resolve(Found found, Redaction redaction) {
        state = State.RESOLVED;
        addEvidence(found, redaction);
        if (!found.message().isEmpty()) {
            evidence.put(RETRACTED, redaction.text(found.message()));
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
        if (!route.isEmpty() && evidence(Finding.ROUTE).isEmpty()) {
            shown.put(Finding.ROUTE, redaction.text(route));
        }
        if (places.size() > 1) {
            shown.put("places", Collections.unmodifiableMap(new LinkedHashMap<>(places)));
        }
        if (!former.isEmpty()) {
            shown.put(Finding.FORMER_IDS, List.copyOf(former));
        }
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

    private void addPlace(Found found) {
        Place where = found.site().place();
        if (found.isAnywhere()
                && where != null
                && (places.size() < MOST_EVIDENCE || places.containsKey(where.toString()))) {
            places.merge(where.toString(), Math.max(0, found.occurrences()), Long::sum);
        }
    }

    private void addEvidence(Found found, Redaction redaction) {
        found.evidence().forEach((name, value) -> {
            if (value != null && (evidence.size() < MOST_EVIDENCE || evidence.containsKey(name))) {
                evidence.put(redaction.text(name), redaction.value(value));
            }
        });
    }
}
