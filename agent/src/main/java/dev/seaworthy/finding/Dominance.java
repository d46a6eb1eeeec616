package dev.seaworthy.finding;

import dev.seaworthy.finding.Finding.State;
import dev.seaworthy.rule.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says which finding speaks for others, so that one cause is one finding. */
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
            new Law("http/localhost-endpoint", Effect.FOLD, "http/plain-http"),
            new Law("http/localhost-endpoint", Effect.FOLD, "http/no-timeout"));

    private Dominance() {}

    /** Works out anew, for all findings, which speaks for which. */
    static void apply(Collection<Entry> entries) {
        for (Entry entry : entries) {
            entry.foldedInto = null;
            entry.capped = false;
            entry.attached = null;
            entry.also.clear();
        }
        foldVariants(entries);
        // An effect is attached to its cause before the cause folds it.
        enforceAll(entries, true);
        enforceAll(entries, false);
    }

    private static void enforceAll(Collection<Entry> entries, boolean attaching) {
        for (Entry strong : entries) {
            if (strong.effective() == State.CONFIRMED) {
                for (Law law : LAWS) {
                    if (law.strong.equals(strong.card.id()) && attaching == (law.effect == Effect.ATTACH)) {
                        enforce(law, strong, entries);
                    }
                }
            }
        }
    }

    /** Of several variants of one rule at one place for one target the most severe speaks, the others are named in it. */
    private static void foldVariants(Collection<Entry> entries) {
        Map<String, Entry> worst = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.state == State.CONFIRMED) {
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

    private static void enforce(Law law, Entry strong, Collection<Entry> entries) {
        for (Entry weak : entries) {
            if (law.weak.equals(weak.card.id())
                    && sameTarget(strong.target, weak.target)
                    && (!law.route || sameRoute(strong, weak))) {
                switch (law.effect) {
                    case FOLD -> {
                        // What is a blocker by itself must not vanish in something milder.
                        boolean hides = weak.severity() == Severity.BLOCKER && strong.severity() != Severity.BLOCKER;
                        weak.foldedInto = hides || weak.state == State.RESOLVED ? null : strong;
                    }
                    case CAP -> weak.capped = true;
                    case ATTACH -> weak.attached = strong;
                }
            }
        }
    }

    /** A variant that is in the baseline must not hide one that is new. */
    private static String spot(Entry entry) {
        return entry.card.id() + '\n' + entry.where() + '\n' + entry.target + '\n' + entry.status;
    }

    /** A target may say more behind a blank: {@code jdbc:h2:mem:shop as sa}. */
    private static boolean sameTarget(String a, String b) {
        return !a.isEmpty() && !b.isEmpty() && (a.equals(b) || a.startsWith(b + " ") || b.startsWith(a + " "));
    }

    private static boolean sameRoute(Entry a, Entry b) {
        Object route = a.evidence("route");
        return !String.valueOf(route).isEmpty() && route.equals(b.evidence("route"));
    }
}
