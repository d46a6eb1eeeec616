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

/** A class-path resource that is opened as a file. */
@RuleSpec(
        id = "file/classpath-resource-as-file",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = FileOpened.class,
        needsPlace = true,
        summary = "Class-path resources opened as files",
        fix = "Read the resource with getResourceAsStream.")
public final class ClasspathResourceAsFile implements Rule<FileOpened> {

    /** Whoever reads through these reads a resource as one. */
    private static final String[] BY_LOADER = {"java.lang.Class", "jdk.internal.loader.", "java.net.", "sun.net."};

    private final Surroundings surroundings;

    public ClasspathResourceAsFile(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(FileOpened seen, Findings findings) {
        Site site = seen.origin().site();
        String resource = seen.resource();
        if (resource == null || seen.writing() || !Author.isReader(site) || isByLoader(site)) {
            return;
        }
        boolean opened = seen.outcome() == FileOpened.Outcome.OPENED;
        // An image may keep its classes on disk on purpose.
        boolean kept = opened && surroundings.environment() == Environment.CONTAINER;
        String message = opened
                ? "A class-path resource was opened as a file, which does not exist once the application is packed into a jar"
                : "A class-path resource could not be opened as a file, because it is an entry of a jar";
        findings.add(Found.of(true, this, seen.origin(), bounded(resource), message)
                .severity(opened ? kept ? Severity.INFO : Severity.HIGH : Severity.BLOCKER)
                .evidence("opened", opened ? "yes" : "no"));
    }

    private static boolean isByLoader(Site site) {
        for (String loader : BY_LOADER) {
            if (site.goesThrough(loader)) {
                return true;
            }
        }
        return false;
    }

    private static String bounded(String resource) {
        return resource.length() > 200 ? resource.substring(0, 200) : resource;
    }
}
