package dev.seaworthy.finding;

import dev.seaworthy.config.Settings;
import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.finding.Finding.Status;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All findings of this run: counts them, keeps one for each rule, variant, place and target, takes secrets out, and tells
 * listeners what is new. Thread-safe; holds at most {@value #MOST} findings and counts what it has to drop.
 */
public final class Ledger implements Findings {

    static final int MOST = 2_000;

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::state)
            .thenComparing(Finding::severity)
            .thenComparing(Comparator.comparingLong(Finding::count).reversed())
            .thenComparing(Finding::id);

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Circles circles = new Circles();
    private final Map<Class<?>, RuleCard> cards = new LinkedHashMap<>();
    private final Map<String, long[]> occurrences = new HashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final Settings settings;
    private final boolean developerMachine;
    private final Redaction redaction;
    private final RuleSelection selection;
    private final Suppression suppression;
    private final Baseline baseline;

    /** Something new about a finding. */
    public enum Event {
        /** It is confirmed now, or worse than was told before. */
        CONFIRMED,
        /** It happened 10, 100 or 1,000 times as often as when it was first told. */
        REPEATED,
        /** It was told as confirmed and is so no more. */
        RESOLVED
    }

    /** Wants to know what is new; called on the thread that brought it, outside any lock. */
    public interface Listener {
        void changed(Finding snapshot, Event event);
    }

    /** How many open findings share a rule, a severity and a state. */
    public record Tally(String rule, Severity severity, State state) {}

    /**
     * @param cards the rules that may find something
     * @param developerMachine whether findings are one step milder, where their rule allows it
     * @param redact replaces the secrets that are known by value; called again whenever a finding is handed out
     */
    public Ledger(Settings settings, List<RuleCard> cards, boolean developerMachine, UnaryOperator<String> redact) {
        this.settings = settings;
        this.developerMachine = developerMachine;
        this.redaction = new Redaction(redact);
        this.selection = new RuleSelection(settings.list("rules"), cards);
        this.suppression = new Suppression(
                settings.list("suppress"), cards.stream().map(RuleCard::id).toList());
        this.baseline = new Baseline(settings.get("baseline"));
        for (RuleCard card : cards) {
            this.cards.put(card.type(), card);
            occurrences.put(card.id(), new long[Severity.values().length]);
        }
        warnings.addAll(selection.warnings());
        warnings.addAll(RuleSelection.unknownSeverities(settings.rulesWithSeverity(), cards));
        warnings.addAll(suppression.warnings());
        warnings.addAll(baseline.warnings());
    }

    @Override
    public void add(Found found) {
        change(found, false);
    }

    @Override
    public void resolve(Found found) {
        change(found, true);
    }

    /** From now on {@code listener} hears what is new. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** All findings as they stand now: confirmed first, then suspected, then resolved; the worst first. */
    public List<Finding> snapshot() {
        List<Finding> all = new ArrayList<>();
        synchronized (entries) {
            for (Entry entry : entries.values()) {
                all.add(entry.snapshot(redaction));
            }
        }
        all.sort(WORST_FIRST);
        return all;
    }

    /** Whether the rule with that id runs. */
    public boolean isOn(String rule) {
        return selection.isOn(rule);
    }

    /** The rules that were handed in, in their order. */
    public List<RuleCard> cards() {
        return List.copyOf(cards.values());
    }

    /** The severity of a rule's findings unless it says another for one of them. */
    public Severity severity(RuleCard card) {
        return severity(card, card.severity());
    }

    /** How many findings there are that are neither in the baseline nor suppressed. */
    public Map<Tally, Long> tally() {
        Map<Tally, Long> tally = new HashMap<>();
        synchronized (entries) {
            for (Entry entry : entries.values()) {
                if (entry.status == Status.OPEN) {
                    tally.merge(new Tally(entry.card.id(), entry.severity(), entry.effective()), 1L, Long::sum);
                }
            }
        }
        return tally;
    }

    /** How often confirmed findings of a rule happened at that severity; never shrinks. */
    public long occurrences(String rule, Severity severity) {
        synchronized (entries) {
            long[] counts = occurrences.get(rule);
            return counts == null ? 0 : counts[severity.ordinal()];
        }
    }

    /** Findings that were dropped: the limit of {@value #MOST} was reached. */
    public long dropped() {
        return dropped.get();
    }

    /** Failures of listeners. */
    public long errors() {
        return errors.get();
    }

    /** What was wrong with the settings that name rules, places and files; one text each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Suppressions that covered nothing so far, as they were written.
     *
     * @param judged whether a rule had anything to judge: where it had not, nothing is known
     */
    public List<String> staleSuppressions(Predicate<String> judged) {
        synchronized (entries) {
            return suppression.stale(judged);
        }
    }

    private void change(Found found, boolean resolves) {
        RuleCard card = cards.get(found.rule().getClass());
        if (card == null || !selection.isOn(card.id())) {
            return; // switched off: its judgement is not asked for
        }
        String target = redaction.text(found.target());
        List<Event> events = new ArrayList<>();
        List<Finding> snapshots = new ArrayList<>();
        synchronized (entries) {
            Collection<Entry> affected = resolves ? retract(card, found, target) : take(card, found, target);
            circles.settle(affected);
            for (Entry entry : affected) {
                Event event = entry.news();
                count(entry);
                if (event != null) {
                    events.add(event);
                    snapshots.add(entry.snapshot(redaction));
                }
            }
        }
        for (int i = 0; i < events.size(); i++) {
            tell(snapshots.get(i), events.get(i));
        }
    }

    /** Adds to the books; gives the findings that this may affect. */
    private Collection<Entry> take(RuleCard card, Found found, String target) {
        String key = key(card, found, found.isForAnyTarget() ? "" : target);
        String former = former(card, found, target);
        Severity severity = severity(card, severityOf(found, card));
        Entry entry = entries.get(key);
        if (entry != null) {
            if (former != null && entry.wasCalled(former) && entry.status == Status.OPEN && baseline.holds(former)) {
                entry.accept(baseline.reason(former));
            }
            return entry.add(found, severity, redaction) ? circles.of(entry) : List.of(entry);
        }
        if (!hasRoom(found)) {
            dropped.incrementAndGet();
            return List.of();
        }
        String id = id(card, key);
        Suppression.Line hushed = suppression.covering(card.id(), found.site().place());
        String accepted = former != null && !baseline.holds(id) ? former : id;
        Status status = hushed != null ? Status.SUPPRESSED : baseline.holds(accepted) ? Status.BASELINE : Status.OPEN;
        String reason = hushed != null ? hushed.reason : baseline.reason(accepted);
        Entry fresh = new Entry(id, card, found, target, status, reason, severity, redaction);
        if (former != null) {
            fresh.wasCalled(former);
        }
        entries.put(key, fresh);
        return circles.add(fresh);
    }

    private Collection<Entry> retract(RuleCard card, Found found, String target) {
        Entry entry = entries.get(key(card, found, found.isForAnyTarget() ? "" : target));
        if (entry == null || entry.state == State.RESOLVED) {
            return List.of();
        }
        entry.resolve(found, redaction);
        return circles.of(entry);
    }

    /** How much work it took so far to find out which finding speaks for which. */
    long steps() {
        synchronized (entries) {
            return circles.steps();
        }
    }

    private void tell(Finding snapshot, Event event) {
        for (Listener listener : listeners) {
            try {
                listener.changed(snapshot, event);
            } catch (Throwable failed) {
                errors.incrementAndGet();
            }
        }
    }

    private void count(Entry entry) {
        long[] counts = occurrences.get(entry.card.id());
        if (counts != null && entry.effective() == State.CONFIRMED && entry.status == Status.OPEN) {
            counts[entry.severity().ordinal()] += entry.uncounted();
        }
    }

    /** A confirmed finding takes the room of one that is not. */
    private boolean hasRoom(Found found) {
        if (entries.size() < MOST) {
            return true;
        }
        if (found.isConfirmed()) {
            for (Map.Entry<String, Entry> other : entries.entrySet()) {
                if (other.getValue().state != State.CONFIRMED) {
                    circles.remove(other.getValue());
                    entries.remove(other.getKey());
                    dropped.incrementAndGet();
                    return true;
                }
            }
        }
        return false;
    }

    private static Severity severityOf(Found found, RuleCard card) {
        Severity own = found.severity();
        return own == null ? card.severity() : own;
    }

    /** What the user says wins as it is; on a developer's machine the rest is one step milder. */
    private Severity severity(RuleCard card, Severity said) {
        String wanted = settings.get("severity." + card.id());
        Severity forced = wanted == null ? null : Severity.of(wanted);
        if (forced != null) {
            return forced;
        }
        return developerMachine && card.milder() ? said.milder() : said;
    }

    /** What is one finding for all its places has no place in its key, unless that place alone is suppressed. */
    private String key(RuleCard card, Found found, String target) {
        boolean anywhere = found.isAnywhere()
                && suppression.covering(card.id(), found.site().place()) == null;
        return key(card, found, target, anywhere ? "" : Entry.where(found.site().place()));
    }

    private static String key(RuleCard card, Found found, String target, String where) {
        return card.id() + '\n' + found.variant() + '\n' + where + '\n' + target;
    }

    /** The id from when each of its places and targets had a finding of its own; null if it still has. */
    private static @Nullable String former(RuleCard card, Found found, String target) {
        return found.isForAnyTarget() || found.isAnywhere()
                ? id(card, key(card, found, target, Entry.where(found.site().place())))
                : null;
    }

    /** The rule's name and 48 bits of FNV-1a over the key: no security provider of the application is asked. */
    private static String id(RuleCard card, String key) {
        long hash = 0xcbf29ce484222325L;
        for (byte next : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * 0x100000001b3L;
        }
        String hex = "000000000000" + Long.toHexString((hash ^ (hash >>> 48)) & 0xffffffffffffL);
        return card.id().substring(card.id().indexOf('/') + 1) + "-" + hex.substring(hex.length() - 12);
    }
}
