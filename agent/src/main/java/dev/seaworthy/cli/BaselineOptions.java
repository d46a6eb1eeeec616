package dev.seaworthy.cli;

import dev.seaworthy.finding.Baseline;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code check} is told of accepted findings. */
final class BaselineOptions {

    @Option(names = "--baseline", paramLabel = "FILE", description = "file of accepted findings")
    private @Nullable String path;

    @Option(
            names = "--update-baseline",
            description =
                    "remove what is fixed from the baseline; if there is no file yet, create it with all confirmed"
                            + " findings")
    private boolean update;

    @Option(names = "--accept-new", description = "with --update-baseline: add new findings as well")
    private boolean acceptNew;

    @Option(
            names = "--strict",
            description = "fail on lines of the baseline whose finding is fixed; --update-baseline removes them")
    private boolean strict;

    /** Reads the baseline; options that do not fit together and lines that are wrong are wrong usage. */
    Acceptance read(CommandLine command) {
        if (path == null && update) {
            throw new ParameterException(command, "--update-baseline needs --baseline FILE, the file to write");
        }
        if (acceptNew && !update) {
            throw new ParameterException(command, "--accept-new needs --update-baseline");
        }
        if (path == null && strict) {
            throw new ParameterException(command, "--strict needs --baseline FILE, whose lines it looks at");
        }
        return new Acceptance(path, path == null ? null : baseline(command, path), update, acceptNew, strict);
    }

    private @Nullable Baseline baseline(CommandLine command, String file) {
        if (!new File(file).exists()) {
            if (update) {
                return null;
            }
            throw new ParameterException(
                    command,
                    "there is no baseline '" + file + "': create it with --update-baseline, or omit the option");
        }
        try {
            Baseline baseline = Baseline.read(file);
            if (!baseline.warnings().isEmpty()) {
                throw new ParameterException(command, baseline.warnings().get(0).replace("; it is ignored", ""));
            }
            return baseline;
        } catch (IOException unreadable) {
            throw new Failure("baseline '" + file + "' cannot be read: " + unreadable.getMessage());
        }
    }
}
