package dev.seaworthy.rule.log;

import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.EventDropped;
import dev.seaworthy.observation.LogObservation;
import dev.seaworthy.observation.OutputsSet;
import dev.seaworthy.observation.OutputsSet.Kind;
import dev.seaworthy.observation.OutputsSet.Output;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import org.jspecify.annotations.Nullable;

/** Log events that nobody writes, or that are written to a disk which disappears. */
@RuleSpec(
        id = "log/goes-nowhere",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {OutputsSet.class, EventDropped.class},
        summary = "Log events that nobody will ever read",
        fix = "Log to standard output as JSON; let the platform collect it.")
public final class GoesNowhere implements Rule<LogObservation> {

    private final Surroundings surroundings;
    /** Where an event was dropped first: it is one hazard for all lines. */
    private @Nullable Site first;

    public GoesNowhere(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(LogObservation seen, Findings findings) {
        if (seen instanceof EventDropped dropped) {
            if (Speaker.isApplication(dropped.origin().site(), "")) {
                first = first == null ? seen.origin().site() : first;
                findings.add(Found.confirmed(
                                this,
                                first,
                                "SLF4J",
                                "No logging provider is on the class path, so every event is dropped",
                                seen.origin().millis())
                        .variant("no-provider")
                        .fix("Add a logging provider to the class path, such as logback-classic.")
                        .evidence("provider", dropped.provider()));
            }
        } else if (seen instanceof OutputsSet set && set.used()) {
            judge(set, findings);
        }
    }

    private void judge(OutputsSet set, Findings findings) {
        if (set.builtIn()) {
            findings.add(made(
                            set,
                            set.framework(),
                            "Nobody has configured this framework, so it drops all events below " + set.level())
                    .variant("no-provider")
                    .fix("Add a configuration that logs INFO to standard output, such as log4j2.xml."));
            return;
        }
        boolean collected = set.outputs().isEmpty();
        for (Output one : set.outputs()) {
            collected |= one.kind() != Kind.FILE || !isLost(one);
        }
        if (!collected && surroundings.environment() == Environment.CONTAINER) {
            fileOnly(set, findings);
        }
        for (Output one : set.outputs()) {
            if (one.kind() == Kind.FILE && !one.rolls() && one.lies() != PathClass.PSEUDO) {
                findings.add(made(set, one.path(), "This log file grows without a limit until the disk is full")
                        .variant("unrotated")
                        .severity(Severity.LOW)
                        .fix(
                                "Log to standard output, or use an appender that rolls the file over and deletes old ones.")
                        .evidence("appender", one.name()));
            }
        }
    }

    private void fileOnly(OutputsSet set, Findings findings) {
        boolean shared = true;
        for (Output one : set.outputs()) {
            shared &= surroundings.mounts().isEmptyDir(one.path());
        }
        String path = set.outputs().get(0).path();
        findings.add(made(set, path, "The log goes only to files on a disk that is deleted with the container")
                .variant("file-only")
                .severity(shared ? Severity.INFO : Severity.MEDIUM)
                .evidence("files", set.outputs().stream().map(Output::path).toList()));
    }

    private static boolean isLost(Output file) {
        return file.lies() == PathClass.EPHEMERAL || file.lies() == PathClass.TEMP;
    }

    private Found made(LogObservation seen, String target, String message) {
        Site site = seen.origin().site();
        return Found.confirmed(this, site, target, message, seen.origin().millis())
                .occurrences(1);
    }
}
