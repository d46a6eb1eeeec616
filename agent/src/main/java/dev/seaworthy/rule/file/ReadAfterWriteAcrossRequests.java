package dev.seaworthy.rule.file;

import dev.seaworthy.observation.FileReread;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A file that one request writes and another one reads, on a disk that other replicas do not see. */
@RuleSpec(
        id = "file/read-after-write-across-requests",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.MEDIUM,
        needs = FileReread.class,
        needsPlace = true,
        summary = "Files that one request writes and another reads",
        fix = "Put the file where every replica can read it, such as object storage.")
public final class ReadAfterWriteAcrossRequests implements Rule<FileReread> {

    @Override
    public void inspect(FileReread seen, Findings findings) {
        Origin wrote = seen.wrote();
        if (!Author.isApplication(wrote.site()) || !seen.disk().belongsToOneInstance() && !isTemporary(seen)) {
            return;
        }
        Site reader = seen.origin().site();
        boolean served = Author.isServed(reader);
        String readBy = route(seen.origin());
        String wroteBy = route(wrote);
        String wroteAt = String.valueOf(wrote.site().place());
        String message =
                "A file that " + wroteBy + " wrote" + (served ? "" : " at " + wroteAt) + " was read by a later request"
                        + (seen.origin().unit().route().isEmpty() ? "" : ", " + readBy)
                        + (seen.rebuilt()
                                ? ", which makes it anew if it is missing, so each replica has a cache of its own"
                                : ", and is missing on every other replica");
        Found found = Found.of(
                        seen.disk().proven(), this, served ? wrote : seen.origin(), Directory.of(seen.path()), message)
                .severity(severity(seen));
        if (seen.rebuilt()) {
            found.variant("per-replica-cache").fix("Keep the cache in a store that all replicas share.");
        }
        findings.add(found.evidence("written-by", wroteBy)
                .evidence("written-at", wroteAt)
                .evidence("read-by", readBy)
                .evidence("read-at", served ? "the server's own file handler" : String.valueOf(reader.place()))
                .evidence("seconds-between", Math.max(0, (seen.origin().millis() - wrote.millis()) / 1_000))
                .evidence("disk", seen.disk().label())
                .evidence("route", seen.origin().unit().route()));
    }

    private static boolean isTemporary(FileReread seen) {
        return seen.disk().pathClass() == PathClass.TEMP;
    }

    private static Severity severity(FileReread seen) {
        if (seen.rebuilt()) {
            return Severity.MEDIUM;
        }
        boolean volume = seen.disk().pathClass() == PathClass.PERSISTENT_VOLUME;
        // An upload that is kept is a blocker already.
        return volume || seen.upload() ? Severity.HIGH : Severity.BLOCKER;
    }

    private static String route(Origin origin) {
        String route = origin.unit().route();
        return route.isEmpty() ? "one request" : route;
    }
}
