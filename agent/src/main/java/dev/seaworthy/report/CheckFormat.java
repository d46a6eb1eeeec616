package dev.seaworthy.report;

import dev.seaworthy.finding.RuleCard;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One way to print what a gate has found. Text that came from the application stays data in it. */
public interface CheckFormat {

    /** Writes everything; flushes, and leaves {@code out} open. */
    void write(Writer out, Checked checked, List<RuleCard> catalogue) throws IOException;

    /**
     * For people, grouped by source file.
     *
     * @param working the folder from which sources are looked for
     */
    static CheckFormat text(File working) {
        return new CheckText(new SourceTree(working));
    }

    /** Findings and verdict as one JSON object. */
    static CheckFormat json(File working) {
        return new CheckJson(new SourceTree(working));
    }

    /** Code Quality as GitLab reads it. */
    static CheckFormat codeQuality(File working) {
        return new CodeQuality(new SourceTree(working));
    }

    /** GitHub's workflow commands that put findings beside the lines of a pull request. */
    static CheckFormat annotations(File working) {
        return new Annotations(new SourceTree(working));
    }

    /** The summary of a job on GitHub, in Markdown. */
    static CheckFormat jobSummary(File working, String sourceUrl) {
        return new JobSummary(new FindingTable(new SourceTree(working), sourceUrl));
    }
}
