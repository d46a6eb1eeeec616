package dev.seaworthy.finding;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which finding speaks for others, so that one cause is one finding. Under the lock of the ledger. */
final class Dominance {

    /** What a confirmed finding does to another one about the same target. */
    private enum Effect {
        /** Folds it into itself. */
        FOLD,
        /** Makes it low. */
        CAP,
        /** Becomes evidence of it. */
        ATTACH
    }

    /** @param route whether it holds only for findings about the same route */
    private record Law(String strong, Effect effect, String weak, boolean route) {
        Law(String strong, Effect effect, String weak) {
            this(strong, effect, weak, false);
        }
    }

    private static final List<Law> LAWS = List.of(
            new Law("jdbc/embedded-database", Effect.FOLD, "jdbc/privileged-login"),
            new Law("jdbc/embedded-database", Effect.FOLD, "jdbc/plaintext-transport"),
            new Law("jdbc/embedded-database", Effect.FOLD, "jdbc/no-socket-timeout"),
            new Law("jdbc/embedded-database", Effect.FOLD, "jdbc/runtime-ddl"),
            new Law("jdbc/embedded-database", Effect.CAP, "jdbc/unpooled-connection"),
            new Law("jdbc/unpooled-connection", Effect.FOLD, "jdbc/pool-exceeds-db-limit"),
            new Law("jdbc/unpooled-connection", Effect.FOLD, "jdbc/pool-exhausted"),
            new Law("jdbc/unpooled-connection", Effect.FOLD, "jdbc/no-connection-validation"),
            new Law("jdbc/unpooled-connection", Effect.FOLD, "jdbc/toy-pool"),
            new Law("jdbc/too-many-clients", Effect.ATTACH, "jdbc/unpooled-connection"),
            new Law("jdbc/connection-leak", Effect.FOLD, "jdbc/pool-exhausted"),
            new Law("jdbc/pool-exhausted", Effect.ATTACH, "jdbc/connection-leak"),
            new Law("jdbc/n-plus-one", Effect.FOLD, "jdbc/chatty-request", true),
            new Law("file/upload-to-local-disk", Effect.FOLD, "file/durable-write-on-ephemeral-fs"),
            new Law("http/localhost-endpoint", Effect.FOLD, "http/plain-http"),
            new Law("http/localhost-endpoint", Effect.FOLD, "http/no-timeout"),
            new Law("http/client-per-call", Effect.FOLD, "http/connection-not-reused"),
            new Law("http/client-per-call", Effect.FOLD, "http/pool-too-small"),
            new Law("http/connection-not-reused", Effect.FOLD, "http/pool-too-small"));

    private static final Map<String, List<Law>> BY_STRONG = new HashMap<>();
    private static final Map<String, List<Law>> BY_WEAK = new HashMap<>();

    static {
        for (Law law : LAWS) {
            BY_STRONG.computeIfAbsent(law.strong, any -> new ArrayList<>()).add(law);
            BY_WEAK.computeIfAbsent(law.weak, any -> new ArrayList<>()).add(law);
        }
    }

    /** A finding that speaks for others, and how many came before it: of several the last one speaks. */
    private record Speaker(Entry entry, int rank) {}

    /** What a law looks up: the findings about a target, or those whose target says more than this one. */
    private record Sought(Law law, String target, boolean longer, String route) {}

    private long steps;

    /** How much work it has done: findings that it looked at, and looks into its index. Grows with their number only. */
    long steps() {
        return steps;
    }

    /**
     * What the findings that may affect each other have in common: the target up to its first blank, as the rest is left
     * out by some rules, or the rule where there is no target.
     */
    static String circle(RuleCard card, String target) {
        int blank = target.indexOf(' ');
        return target.isEmpty() ? card.id() : blank < 0 ? target : target.substring(0, blank);
    }

    /**
     * Works out anew which finding speaks for which. No finding that one law folds speaks by another one, so one look at
     * each is enough.
     *
     * @param entries all findings of one {@link #circle}, in the order in which they came
     */
    void apply(Collection<Entry> entries) {
        for (Entry entry : entries) {
            steps++;
            entry.foldedInto = null;
            entry.capped = false;
            entry.attached = null;
            entry.also.clear();
        }
        foldVariants(entries);
        Map<Sought, Speaker> speakers = speakers(entries);
        if (!speakers.isEmpty()) {
            for (Entry entry : entries) {
                obey(entry, speakers);
            }
        }
    }

    private Map<Sought, Speaker> speakers(Collection<Entry> entries) {
        Map<Sought, Speaker> speakers = new HashMap<>();
        int rank = 0;
        for (Entry strong : entries) {
            Speaker speaker = new Speaker(strong, rank++);
            List<Law> laws = BY_STRONG.get(strong.card.id());
            if (laws == null || strong.effective() != State.CONFIRMED || strong.target.isEmpty()) {
                continue;
            }
            for (Law law : laws) {
                String route = law.route ? strong.evidence("route") : "";
                if (law.route && route.isEmpty()) {
                    continue;
                }
                steps++;
                speakers.put(new Sought(law, strong.target, false, route), speaker);
                for (int blank = strong.target.indexOf(' '); blank > 0; blank = strong.target.indexOf(' ', blank + 1)) {
                    steps++;
                    speakers.put(new Sought(law, strong.target.substring(0, blank), true, route), speaker);
                }
            }
        }
        return speakers;
    }

    private void obey(Entry weak, Map<Sought, Speaker> speakers) {
        Speaker folds = null;
        Speaker attaches = null;
        for (Law law : BY_WEAK.getOrDefault(weak.card.id(), List.of())) {
            Speaker strong = speaker(law, weak, speakers);
            if (strong != null) {
                switch (law.effect) {
                    case FOLD -> folds = later(folds, strong);
                    case CAP -> weak.capped = true;
                    case ATTACH -> attaches = later(attaches, strong);
                }
            }
        }
        if (attaches != null) {
            weak.attached = attaches.entry;
        }
        if (folds != null) {
            // What is a blocker by itself must not vanish in something milder.
            boolean hides = weak.severity() == Severity.BLOCKER && folds.entry.severity() != Severity.BLOCKER;
            weak.foldedInto = hides || weak.state == State.RESOLVED ? null : folds.entry;
        }
    }

    /** Whose target is the same: a target may say more behind a blank, {@code jdbc:h2:mem:shop as sa}. */
    private @Nullable Speaker speaker(Law law, Entry weak, Map<Sought, Speaker> speakers) {
        String route = law.route ? weak.evidence("route") : "";
        if (weak.target.isEmpty() || law.route && route.isEmpty()) {
            return null;
        }
        steps += 2;
        Speaker found = speakers.get(new Sought(law, weak.target, false, route));
        found = later(found, speakers.get(new Sought(law, weak.target, true, route)));
        for (int blank = weak.target.indexOf(' '); blank > 0; blank = weak.target.indexOf(' ', blank + 1)) {
            steps++;
            found = later(found, speakers.get(new Sought(law, weak.target.substring(0, blank), false, route)));
        }
        return found;
    }

    private static @Nullable Speaker later(@Nullable Speaker one, @Nullable Speaker other) {
        return one == null || other != null && other.rank > one.rank ? other : one;
    }

    /** Of several variants of one rule at one place for one target the most severe speaks, the others are named in it. */
    private void foldVariants(Collection<Entry> entries) {
        Map<String, Entry> worst = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.state == State.CONFIRMED) {
                steps++;
                worst.merge(spot(entry), entry, (a, b) -> a.severity().atLeast(b.severity()) ? a : b);
            }
        }
        for (Entry entry : entries) {
            Entry speaker = entry.state == State.CONFIRMED ? worst.get(spot(entry)) : null;
            if (speaker != null && speaker != entry) {
                entry.foldedInto = speaker;
                speaker.also.add(entry.variant == null ? entry.card.id() : entry.variant);
            }
        }
    }

    /** A variant that is in the baseline must not hide one that is new. */
    private static String spot(Entry entry) {
        return entry.card.id() + '\n' + entry.where() + '\n' + entry.target + '\n' + entry.status;
    }
}
