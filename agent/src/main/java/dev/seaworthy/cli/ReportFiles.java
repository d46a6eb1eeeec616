package dev.seaworthy.cli;

import dev.seaworthy.report.Report;
import dev.seaworthy.report.ReportFile;
import dev.seaworthy.report.ReportReader;
import dev.seaworthy.report.UnreadableReport;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The reports that somebody named: files, directories that hold them, and patterns where the shell left one. */
final class ReportFiles {

    private static final int DEEPEST = 12;

    private ReportFiles() {}

    /** Reads them all, each file once; a missing one is wrong usage, one that cannot be read is a failure. */
    static Map<Path, Report> read(CommandLine command, List<String> named) {
        Map<Path, Report> reports = new LinkedHashMap<>();
        for (String name : named) {
            List<Path> found;
            try {
                found = find(name);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new Failure("cannot look for " + name + ": " + unreadable.getMessage());
            }
            if (found.isEmpty()) {
                Path left = left(name);
                if (left != null) {
                    throw new Failure(lost(left));
                }
                throw new ParameterException(
                        command,
                        "no report found at " + name + ": name a JSON report, a directory with reports, or a pattern"
                                + " such as 'target/seaworthy-*.json'; the agent writes one with report=FILE.json");
            }
            for (Path file : found) {
                Path real = file.toAbsolutePath().normalize();
                if (!reports.containsKey(real)) {
                    reports.put(real, read(file));
                }
            }
        }
        return reports;
    }

    /** A report that its JVM began to write and never finished, where it was named or lies among named ones; null if none. */
    static @Nullable Path lost(List<String> named) {
        for (String name : named) {
            Path left = left(name);
            if (left != null) {
                return left;
            }
        }
        return null;
    }

    /** What to say of a report that {@link #lost} found. */
    static String lost(Path left) {
        return left
                + ": the report was not finished, because its JVM was killed or ended before it was written, so"
                + " nothing can be called clean; run it again, and delete this file if it is left from an earlier run";
    }

    private static @Nullable Path left(String name) {
        Path path = Path.of(name);
        boolean folder = Files.isDirectory(path);
        int slash = name.lastIndexOf('/', firstWildcard(name) < 0 ? name.length() : firstWildcard(name));
        Path from = folder ? path : Path.of(slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash));
        if (!Files.isDirectory(from)) {
            return null;
        }
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + (folder ? "*.json" : name.substring(slash + 1)));
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(file -> {
                        String target = ReportFile.leftFor(String.valueOf(file.getFileName()));
                        return target != null
                                && matcher.matches(Path.of(target))
                                && isNewer(file, from.resolve(target));
                    })
                    .sorted()
                    .findFirst()
                    .orElse(null);
        } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** What is older was left by an earlier run. */
    private static boolean isNewer(Path left, Path report) {
        try {
            return !Files.exists(report)
                    || Files.getLastModifiedTime(left).compareTo(Files.getLastModifiedTime(report)) > 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Report read(Path file) {
        try {
            return ReportReader.read(file.toString());
        } catch (UnreadableReport refused) {
            throw new Failure(String.valueOf(refused.getMessage()));
        }
    }

    private static List<Path> find(String name) throws IOException {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return matching(path, 1, "*.json");
        }
        if (Files.exists(path)) {
            return List.of(path);
        }
        int star = firstWildcard(name);
        if (star < 0) {
            return List.of();
        }
        int slash = name.lastIndexOf('/', star);
        Path from = Path.of(slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash));
        return Files.isDirectory(from) ? matching(from, DEEPEST, name.substring(slash + 1)) : List.of();
    }

    private static List<Path> matching(Path from, int depth, String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from, depth)) {
            files.filter(file -> matcher.matches(from.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .forEach(found::add);
        } catch (java.io.UncheckedIOException denied) {
            throw denied.getCause();
        }
        return found;
    }

    private static int firstWildcard(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ("*?[{".indexOf(name.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
