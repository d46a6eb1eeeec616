package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.SchemaChanged;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashSet;
import java.util.Set;

/** The running application changes the schema that other replicas, old ones too, are working with. */
@RuleSpec(
        id = "jdbc/runtime-ddl",
        severity = Severity.HIGH,
        needs = SchemaChanged.class,
        summary = "The application changes the database's schema while it runs",
        fix = "Set the schema generator to validate; run expand-then-contract migrations in a separate job.")
public final class RuntimeDdl implements Rule<SchemaChanged> {

    private static final int MOST = 10_000;
    private static final String FIX_DESTRUCTIVE =
            "Remove the statement from the application, and drop or truncate only in a reviewed migration.";
    private static final String FIX_CLEANS =
            "Disable it outside tests (spring.flyway.clean-disabled=true, spring.liquibase.drop-first=false).";
    private static final String FIX_MIGRATION =
            "Add the new schema first, and remove the old one in a later migration, once no replica of the old version"
                    + " runs.";
    private static final String FIX_REQUEST = "Change the schema in a migration instead of in a request.";

    /** Tables that were created in this run, by database: what is done to them hurts nobody yet. */
    private final Set<String> fresh = new HashSet<>();
    /** Tables that the application dropped: that it makes them anew is the same finding. */
    private final Set<String> dropped = new HashSet<>();

    @Override
    public void inspect(SchemaChanged seen, Findings findings) {
        String table = seen.table().isEmpty() ? "" : seen.database().url() + " " + seen.table();
        boolean isFresh = fresh.contains(table) && !dropped.contains(table);
        boolean makes = seen.object().startsWith("table") || seen.object().startsWith("temporary table");
        if (seen.verb().equals("CREATE") && makes && !table.isEmpty()) {
            if (fresh.size() < MOST) {
                fresh.add(table);
            } else if (!isFresh) {
                findings.dropped(this);
            }
        }
        boolean own = isFresh && seen.verb().equals("DROP"); // a table of its own, most often a temporary one
        if (seen.database().embedded()
                || seen.temporary()
                || own
                || SchemaTools.keepsBooks(seen.origin().site())
                || Tools.isTest(seen.origin().site())) {
            return;
        }
        boolean generated = SchemaTools.generates(seen.origin().site());
        boolean migrates = SchemaTools.migrates(seen.origin().site());
        if (generated) {
            add(
                    seen,
                    "auto-ddl",
                    Severity.HIGH,
                    "The object-relational mapper changes the schema at run time",
                    null,
                    findings);
        }
        boolean cleans = SchemaTools.cleans(seen.origin().site());
        boolean destroys = (!migrates || cleans) && destroys(seen) && !isFresh;
        if (destroys) {
            if (dropped.size() < MOST && !table.isEmpty()) {
                dropped.add(table);
            }
            add(
                    seen,
                    "destructive",
                    Severity.BLOCKER,
                    cleans ? "The migration tool empties the whole schema" : "The application destroys data",
                    cleans ? FIX_CLEANS : generated ? null : FIX_DESTRUCTIVE,
                    findings);
        }
        if (migrates && !cleans && !isFresh && Incompatibility.of(seen) != null) {
            String why = "A migration breaks the version that still runs during a rolling deploy: "
                    + Incompatibility.of(seen);
            add(seen, "incompatible-migration", Severity.MEDIUM, why, FIX_MIGRATION, findings);
        }
        boolean again = destroys || dropped.contains(table);
        if (!generated && !migrates && !again && seen.origin().phase() == Phase.REQUEST && !isSession(seen)) {
            add(seen, "request-time", Severity.MEDIUM, "A request changes the schema", FIX_REQUEST, findings);
        }
    }

    private void add(
            SchemaChanged seen,
            String variant,
            Severity severity,
            String what,
            @org.jspecify.annotations.Nullable String fix,
            Findings findings) {
        String message = what + " (" + seen.verb() + (seen.object().isEmpty() ? "" : " " + seen.object()) + ")";
        Found found = Found.of(true, this, seen.origin(), seen.database().url(), message)
                .variant(variant)
                .severity(severity)
                .evidence("sql", seen.sql());
        findings.add(fix == null ? found : found.fix(fix));
    }

    private static boolean isSession(SchemaChanged seen) {
        return seen.table().startsWith("spring_session");
    }

    /** Whether data is gone after it. */
    private static boolean destroys(SchemaChanged seen) {
        String object = seen.object();
        return switch (seen.verb()) {
            case "TRUNCATE" -> true;
            case "DROP" -> object.startsWith("table") || object.startsWith("schema") || object.startsWith("database");
            default -> false;
        };
    }
}
