package dev.seaworthy.rule.file;

import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;

/** A name of a file or of a class-path resource whose case is wrong: found on macOS and Windows, not on Linux. */
@RuleSpec(
        id = "file/wrong-case",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = FileOpened.class,
        needsPlace = true,
        summary = "File names in the wrong case",
        fix = "Rename the file, or correct its name in the code.")
public final class WrongCase implements Rule<FileOpened> {

    private static final int LONGEST = 200;

    @Override
    public void inspect(FileOpened seen, Findings findings) {
        String sibling = seen.sibling();
        if (sibling == null || !Author.isReader(seen.origin().site())) {
            return;
        }
        String asked = name(seen.path(), sibling);
        boolean opened = seen.outcome() == Outcome.OPENED;
        String message = opened
                ? "The file " + bounded(sibling) + " was opened as " + bounded(asked)
                        + ", which will not be found on Linux"
                : "The file " + bounded(asked) + " was not found: it is named " + bounded(sibling)
                        + ", which only macOS and Windows take for the same";
        findings.add(Found.of(true, this, seen.origin(), Directory.of(seen.path()), message)
                .severity(opened ? Severity.MEDIUM : Severity.BLOCKER)
                .fix("Rename the file, or correct the name in the code: it is " + bounded(sibling) + ".")
                .evidence("asked", bounded(asked))
                .evidence("name", bounded(sibling)));
    }

    /** The end of the path that corresponds to the sibling, which may be a directory's name with what is below it. */
    private static String name(String path, String sibling) {
        return path.substring(Math.max(0, path.length() - sibling.length()));
    }

    private static String bounded(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }
}
