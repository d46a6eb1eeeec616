package dev.seaworthy.rule.log;

import dev.seaworthy.context.PersonalData;
import dev.seaworthy.context.SecretBook;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.SecretWritten.Proof;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credential that was written to a log or to standard output, where more people and systems can read it. */
@RuleSpec(
        id = "log/secret-in-log",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = SecretWritten.class,
        summary = "Credentials written to the log",
        fix = "Remove the value from the message, and replace the credential; it was readable.",
        milderOnDeveloperMachine = false,
        cwe = 532)
public final class SecretInLog implements Rule<SecretWritten> {

    private static final int MOST_REMEMBERED = 1_000;

    /** So many different values show that a place writes real ones. */
    private static final int ENOUGH = 2;

    /** One number in ten has the check digit of a card. */
    private static final int ENOUGH_CARDS = 3;

    /** What each place was suspected for. */
    private final Map<String, Values> values = new HashMap<>();

    /** The first values that one place wrote. */
    private static final class Values {
        final long[] prints = new long[ENOUGH_CARDS];
        int different;
        boolean refuted;

        void add(long print) {
            for (int i = 0; i < different; i++) {
                if (prints[i] == print) {
                    return;
                }
            }
            if (different < prints.length) {
                prints[different++] = print;
            }
        }

        boolean isFirst(long print) {
            return different > 0 && prints[0] == print;
        }
    }

    @Override
    public void inspect(SecretWritten seen, Findings findings) {
        Values here = seen.known() ? values.get(where(seen)) : of(seen, findings);
        if (here != null && !seen.known()) {
            here.refuted |= seen.proof() == Proof.REFUTED;
            here.add(seen.print());
        }
        if (seen.proof() == Proof.REFUTED || here != null && here.refuted) {
            findings.resolve(made(seen, false));
            return;
        }
        Found found = made(seen, seen.known() || here != null && here.different >= enough(seen));
        if (seen.known() && here != null && here.isFirst(seen.print())) {
            found.occurrences(0); // proven later; it was written once
        }
        findings.add(detailed(found, seen));
    }

    private @Nullable Values of(SecretWritten seen, Findings findings) {
        Values known = values.get(where(seen));
        if (known == null && values.size() < MOST_REMEMBERED) {
            known = new Values();
            values.put(where(seen), known);
        } else if (known == null) {
            findings.dropped(this);
        }
        return known;
    }

    private static String where(SecretWritten seen) {
        return seen.origin().site().place() + " " + seen.logger() + " " + seen.kind();
    }

    /** One text of a secret's form may be an example; a place that writes different ones writes real ones. */
    private static int enough(SecretWritten seen) {
        return seen.kind().equals(PersonalData.CARD) ? ENOUGH_CARDS : ENOUGH;
    }

    private Found made(SecretWritten seen, boolean certain) {
        Site site = seen.origin().site();
        long millis = seen.origin().millis();
        Found found = certain
                ? Found.confirmed(this, site, target(seen), message(seen), millis)
                : Found.suspected(this, site, target(seen), message(seen), millis);
        if (seen.kind().equals(SecretBook.SESSION_ID)) {
            return found.variant("session-id").severity(Severity.MEDIUM);
        }
        if (PersonalData.isKind(seen.kind())) {
            return found.variant("pii").severity(Severity.MEDIUM);
        }
        return seen.known() ? found : found.severity(Severity.HIGH);
    }

    private static Found detailed(Found found, SecretWritten seen) {
        found.evidence("kind", seen.kind())
                .evidence("length", seen.length())
                .evidence("channel", seen.channel())
                .fix(fix(seen));
        if (!seen.name().isEmpty()) {
            found.evidence("name", seen.name());
        }
        return seen.logger().isEmpty() ? found : found.evidence("logger", seen.logger());
    }

    private static String target(SecretWritten seen) {
        return seen.name().isEmpty() ? seen.kind() : seen.name();
    }

    private static String message(SecretWritten seen) {
        String what = seen.name().isEmpty() ? "A value of this kind" : "This " + seen.kind();
        String where = seen.logger().isEmpty() ? seen.channel() : "the log by logger " + seen.logger();
        return what + " (" + seen.length() + " characters) was written to " + where;
    }

    private static String fix(SecretWritten seen) {
        if (PersonalData.isKind(seen.kind())) {
            return "Remove the value from the message, or write no more than its last four characters.";
        }
        String library = seen.logger().isEmpty()
                ? ""
                : "; if a library writes it, raise the level of the logger " + seen.logger();
        return "Remove the value from the message, and replace the credential" + library + ".";
    }
}
