package dev.seaworthy.rule.log;

import dev.seaworthy.context.SecretBook;
import dev.seaworthy.observation.SecretWritten;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A credential that was written to a log or to standard output, where more people and systems can read it. */
@RuleSpec(
        id = "log/secret-in-log",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = SecretWritten.class,
        summary = "Credentials written to the log",
        fix = "Remove the value from the message, and replace the credential, because it was readable.",
        milderOnDeveloperMachine = false,
        cwe = 532)
public final class SecretInLog implements Rule<SecretWritten> {

    private static final int MOST_REMEMBERED = 1_000;

    /** The value that each place was suspected for first. */
    private final Map<String, Long> firstValues = new HashMap<>();

    @Override
    public void inspect(SecretWritten seen, Findings findings) {
        Site site = seen.origin().site();
        Found found = seen.known() || isSecondValue(seen, findings)
                ? Found.confirmed(
                        this, site, target(seen), message(seen), seen.origin().millis())
                : Found.suspected(
                        this, site, target(seen), message(seen), seen.origin().millis());
        if (seen.kind().equals(SecretBook.SESSION_ID)) {
            found.variant("session-id").severity(Severity.MEDIUM);
        } else if (!seen.known()) {
            found.severity(Severity.HIGH);
        }
        if (seen.known() && Objects.equals(firstValues.get(where(seen)), seen.print())) {
            found.occurrences(0); // proven later; it was written once
        }
        findings.add(detailed(found, seen));
    }

    private static String where(SecretWritten seen) {
        return seen.origin().site().place() + " " + seen.logger() + " " + seen.kind();
    }

    /** One text of a secret's form may be an example; a place that writes different ones writes real ones. */
    private boolean isSecondValue(SecretWritten seen, Findings findings) {
        String where = where(seen);
        Long first = firstValues.get(where);
        if (first == null && firstValues.size() < MOST_REMEMBERED) {
            firstValues.put(where, seen.print());
        } else if (first == null) {
            findings.dropped(this);
        }
        return first != null && first != seen.print();
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
        String library = seen.logger().isEmpty()
                ? ""
                : ", or raise the level of the logger " + seen.logger() + " if a library writes it";
        return "Remove the value from the message" + library + ", and replace the credential.";
    }
}
