package dev.seaworthy.rule.file;

import dev.seaworthy.observation.HandlesKept;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** Files, directory streams or zip files that are opened and never closed. */
@RuleSpec(
        id = "file/handle-leak",
        severity = Severity.HIGH,
        needs = HandlesKept.class,
        needsPlace = true,
        summary = "Files that are opened and never closed",
        fix = "Open it in a try-with-resources statement.")
public final class HandleLeak implements Rule<HandlesKept> {

    /** A soft limit that a few leaks reach. */
    private static final long LOW_LIMIT = 1_024;

    /** A line that closes so many percent of what it opens keeps the others on purpose. */
    private static final int CLOSED_PERCENT = 50;

    @Override
    public void inspect(HandlesKept seen, Findings findings) {
        if (seen.kind() == HandlesKept.Kind.DESCRIPTORS) {
            String message = seen.descriptors() + " of " + seen.limit() + " file descriptors are in use";
            findings.add(Found.confirmed(
                            this, Site.UNKNOWN, "", message, seen.origin().millis())
                    .variant("descriptors")
                    .fix("Find what is never closed in the list of open files of the process, and close it.")
                    .evidence("descriptors", seen.descriptors())
                    .evidence("limit", seen.limit()));
            return;
        }
        Place place = seen.origin().site().place();
        // What is open for long was perhaps opened for long: at startup, or as a cache that closes what it drops.
        boolean kept = seen.origin().phase() == Phase.STARTUP
                || (seen.opened() - seen.open()) * 100 >= seen.opened() * CLOSED_PERCENT;
        long leaked = seen.collected() + (kept || !Author.isReader(seen.origin().site()) ? 0 : seen.open());
        if (place == null || leaked < 50) {
            return;
        }
        boolean collected = leaked == seen.collected();
        String message = leaked
                + (collected
                        ? " were garbage-collected while open"
                        : " were never closed, and have been open for 5 minutes or longer after their unit of work")
                + (seen.limit() > 0 && seen.limit() <= LOW_LIMIT
                        ? "; the process may have " + seen.limit() + " open"
                        : "");
        findings.add(Found.of(true, this, seen.origin(), seen.kind().label(), message)
                .occurrences(leaked)
                .evidence("garbage-collected", seen.collected())
                .evidence("open", seen.open())
                .evidence("opened", seen.opened())
                .evidence("descriptors", seen.descriptors())
                .evidence("limit", seen.limit()));
    }
}
