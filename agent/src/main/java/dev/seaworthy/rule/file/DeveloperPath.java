package dev.seaworthy.rule.file;

import dev.seaworthy.context.Environment;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A path that only a developer's machine has. */
@RuleSpec(
        id = "file/developer-path",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.MEDIUM,
        needs = FileOpened.class,
        needsPlace = true,
        summary = "Paths that only a developer's machine has",
        fix = "Take the location from the configuration; ship the file with the application or mount it.")
public final class DeveloperPath implements Rule<FileOpened> {

    private static final String SOURCES = "src/main";

    private final Surroundings surroundings;

    public DeveloperPath(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(FileOpened seen, Findings findings) {
        Site site = seen.origin().site();
        String machine = seen.machine();
        if (machine == null || site.place() == null) {
            return;
        }
        boolean chosen = Author.isReader(site) || Author.isApplication(site);
        boolean opened = seen.outcome() == FileOpened.Outcome.OPENED;
        boolean elsewhere = surroundings.environment() != Environment.DEVELOPER;
        // A home directory that is there in production is the image's or the machine's own.
        if (machine.equals(SOURCES) && !chosen || opened && elsewhere && machine.startsWith("/home/")) {
            return;
        }
        String what = opened ? "A file was opened " : "A file could not be opened ";
        Found found = Found.of(true, this, seen.origin(), Directory.of(seen.path()), what + where(machine));
        String source = seen.source();
        if (source != null) {
            found.severity(Severity.INFO)
                    .fix("Set " + source + " to a path that exists in production.")
                    .evidence("source", source);
        }
        findings.add(found.evidence("opened", opened ? "yes" : "no"));
    }

    private static String where(String machine) {
        if (machine.equals(SOURCES)) {
            return "in the source tree, which is not part of what is deployed";
        }
        if (machine.equals("~")) {
            return "by a path with a tilde, which only a shell replaces";
        }
        return machine.charAt(1) == ':'
                ? "by a path with a drive letter, which only Windows has"
                : "in a user's home directory that is not the process's own";
    }
}
