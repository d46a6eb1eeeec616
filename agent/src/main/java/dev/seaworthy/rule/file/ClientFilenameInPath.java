package dev.seaworthy.rule.file;

import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Upload;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A file whose name on the disk is the one that the client gave its upload. */
@RuleSpec(
        id = "file/client-filename-in-path",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = FileWritten.class,
        needsPlace = true,
        summary = "The client's file name decides where an upload is stored",
        fix = "Store the upload under a generated name; keep the client's name as data only.",
        milderOnDeveloperMachine = false,
        cwe = 22)
public final class ClientFilenameInPath implements Rule<FileWritten> {

    /** A constant that equals one client's name by chance does not follow the next one's. */
    private static final int DIFFERENT = 2;

    private static final int MOST_PLACES = 1_000;
    private static final int MOST_NAMES = 16;
    /** Letters and digits of an identifier that is made for one upload. */
    private static final int LEAST_UNIQUE = 12;

    private static final class Names {
        final Set<Integer> different = new HashSet<>();
        boolean certain;
        boolean shared;
        long files;
    }

    private final Map<String, Names> places = new HashMap<>();

    @Override
    public void inspect(FileWritten seen, Findings findings) {
        Upload upload = seen.upload();
        String submitted = upload == null ? null : upload.submitted();
        Site site = seen.origin().site();
        if (upload == null
                || submitted == null
                || seen.disk().pathClass() == PathClass.TEMP
                || !Author.isApplication(site)) {
            return;
        }
        String target = Directory.of(seen.path());
        String key = site.place() + " " + target;
        if (!places.containsKey(key) && places.size() >= MOST_PLACES) {
            findings.dropped(this);
            return;
        }
        Names names = places.computeIfAbsent(key, any -> new Names());
        if (names.different.size() < MOST_NAMES) {
            names.different.add(submitted.hashCode());
        }
        boolean leaves = upload.leaves();
        names.certain |= leaves || isUnusual(submitted);
        names.shared |= leaves || !isUnique(seen.path());
        names.files++;
        if (!names.certain && names.different.size() < DIFFERENT) {
            return;
        }
        String message = leaves
                ? "The client's file name contained \"..\", and the upload was stored outside the chosen directory"
                : names.files == 1
                        ? "1 upload was stored under the client's own file name"
                        : names.files + " uploads were stored under the clients' own file names";
        findings.add(Found.confirmed(this, site, target, message, seen.origin().millis())
                .severity(names.shared ? Severity.HIGH : Severity.MEDIUM)
                .evidence("files", names.files)
                .evidence("different-names", names.different.size())
                .evidence("directory", names.shared ? "shared" : "one for each upload"));
    }

    /** Whether no programmer would have chosen that name. */
    private static boolean isUnusual(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean usual =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0;
            if (!usual) {
                return true;
            }
        }
        return false;
    }

    /** Whether the file lies in a directory that was made for it alone, as an identifier or a hash in its name says. */
    private static boolean isUnique(String path) {
        String plain = path.replace('\\', '/');
        int end = plain.lastIndexOf('/');
        while (end > 0) {
            int from = plain.lastIndexOf('/', end - 1);
            int digits = 0;
            int letters = 0;
            for (int i = from + 1; i < end; i++) {
                digits += Character.isDigit(plain.charAt(i)) ? 1 : 0;
                letters += Character.isLetter(plain.charAt(i)) ? 1 : 0;
            }
            if (digits > 2 && digits + letters >= LEAST_UNIQUE) {
                return true;
            }
            end = from;
        }
        return false;
    }
}
