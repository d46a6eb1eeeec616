package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.ValueConcatenated;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** SQL text that is built by concatenation with what came in a request. */
@RuleSpec(
        id = "jdbc/request-value-in-sql",
        severity = Severity.HIGH,
        needs = ValueConcatenated.class,
        summary = "Request values concatenated into SQL text",
        fix = "Use a bind parameter (?) for the value instead of concatenating it into the statement.",
        milderOnDeveloperMachine = false,
        cwe = 89)
public final class RequestValueInSql implements Rule<ValueConcatenated> {

    private static final int DIFFERENT = 2;
    private static final int DIFFERENT_NUMBERS = 3;
    private static final int FEW_WORDS = 2;
    private static final int FEW_LITERALS = 3;
    private static final int MOST = 1_000;
    private static final int MOST_VALUES = 64;
    private static final String FIX_WORD =
            "Look the word up in a fixed list (an enum) instead of concatenating the request's text into the statement.";
    private static final String FIX_STATEMENT =
            "Run no statement that a request contains, and offer the few that are needed by name.";
    /** The text of a statement that is a request's value and nothing else. */
    private static final String WHOLE = "{}";

    /** What is known of one way to one place. */
    private static final class Spot {
        final Set<Long> values = new HashSet<>();
        final Set<Long> units = new HashSet<>();
        boolean free;
        long untold;
    }

    private final Map<Long, Spot> spots = new HashMap<>();

    @Override
    public void inspect(ValueConcatenated seen, Findings findings) {
        if (seen.origin().phase() != Phase.REQUEST) {
            return;
        }
        // One line that runs whatever it is given is as many places as those that give it.
        long key = seen.origin().site().way() * 31 + Objects.hash(seen.source(), seen.literal(), seen.numeric());
        if (!spots.containsKey(key) && spots.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        Spot spot = spots.computeIfAbsent(key, any -> new Spot());
        if (spot.values.size() < MOST_VALUES) {
            spot.values.add(seen.value());
            spot.units.add(seen.origin().unit().id());
        }
        spot.free |= !seen.listed();
        spot.untold++;
        // A constant that equals a parameter by chance does not vary with it.
        String message = "The SQL text is concatenated with the request's " + seen.source()
                + (seen.literal() ? "" : ", outside any literal");
        int enough = seen.numeric() ? DIFFERENT_NUMBERS : DIFFERENT;
        boolean varies = spot.values.size() >= enough && spot.units.size() >= DIFFERENT;
        Found found = Found.of(varies, this, seen.origin(), seen.database().url(), message);
        findings.add(found.severity(severity(seen, spot))
                .fix(fix(seen))
                .occurrences(spot.untold)
                .evidence("sql", seen.sql())
                .evidence("source", seen.source())
                .evidence("route", seen.route())
                .evidence("different-values", spot.values.size())
                .evidence("known-to-the-program", spot.free ? "not all" : "all"));
        spot.untold = 0;
    }

    private static String fix(ValueConcatenated seen) {
        String word = seen.sql().equals(WHOLE) ? FIX_STATEMENT : FIX_WORD;
        return seen.literal() ? "Use a bind parameter (?) for the " + seen.source() + "." : word;
    }

    private static Severity severity(ValueConcatenated seen, Spot spot) {
        if (seen.numeric() || seen.sql().equals(WHOLE)) {
            return seen.numeric() ? Severity.MEDIUM : Severity.HIGH;
        }
        // asc or desc, a column that a switch knows: nothing comes through that the program does not know itself.
        if (!seen.literal()) {
            return spot.free && spot.values.size() > FEW_WORDS ? Severity.HIGH : Severity.INFO;
        }
        return spot.free || spot.values.size() > FEW_LITERALS ? Severity.HIGH : Severity.LOW;
    }
}
