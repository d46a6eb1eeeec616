package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.JdbcObservation;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.StatementRan;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests are served from a database that runs inside the process, which production cannot share. */
@RuleSpec(
        id = "jdbc/embedded-database",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = {StatementRan.class, ConnectionOpened.class},
        summary = "Requests served from an in-process database",
        fix = "Run staging on production's database product; let all replicas share one server.")
public final class EmbeddedDatabase implements Rule<JdbcObservation> {

    private static final int MOST = 64;
    /** Beside a remote store the first statements say little about which of the two is the main one. */
    private static final int ENOUGH_UNITS = 20;

    private static final int SIDE_STORE_PERCENT = 10;

    private final Map<String, Store> embedded = new LinkedHashMap<>();
    private boolean remote;
    private boolean test;
    private int units;
    private int writes;

    private static final class Store {
        final Database database;
        final Site site;
        int untold;
        int writes;
        long millis;

        Store(Database database, Site site) {
            this.database = database;
            this.site = site;
        }
    }

    @Override
    public void inspect(JdbcObservation seen, Findings findings) {
        test |= Tools.isTest(seen.origin().site());
        remote |= !seen.database().embedded();
        if (!(seen instanceof StatementRan ran) || ran.origin().phase() != Phase.REQUEST) {
            return;
        }
        units += ran.writes() ? 0 : 1;
        writes += ran.writes() ? 1 : 0;
        Database database = ran.database();
        boolean full = embedded.size() >= MOST && !embedded.containsKey(database.url());
        if (!database.embedded() || database.readOnly()) {
            return;
        }
        if (full) {
            findings.dropped(this);
            return;
        }
        Store store = embedded.computeIfAbsent(
                database.url(), any -> new Store(database, ran.origin().site()));
        store.untold++;
        store.writes += ran.writes() ? 1 : 0;
        store.millis = ran.origin().millis();
        if (!remote || units >= ENOUGH_UNITS) {
            tell(store, findings);
        }
    }

    @Override
    public void conclude(Findings findings) {
        for (Store store : embedded.values()) {
            tell(store, findings);
        }
    }

    private void tell(Store store, Findings findings) {
        if (test || store.untold == 0) {
            return;
        }
        Database database = store.database;
        boolean side = remote && store.writes * 100 < writes * SIDE_STORE_PERCENT || remote && writes == 0;
        String message = "Requests are served from an in-process " + database.product() + " database"
                + (database.memory() ? ", which loses its data at every restart" : ", which no other replica shares")
                + (side ? "; the main database is another one" : "")
                + (database.dialect() == null ? "" : "; it only emulates " + database.dialect());
        Found found = Found.confirmed(this, store.site, database.url(), message, store.millis)
                .severity(side ? Severity.LOW : Severity.HIGH)
                .occurrences(store.untold)
                .evidence("requests", units)
                .evidence("writes-here", store.writes)
                .evidence("writes-everywhere", writes);
        findings.add(database.memory() ? found.variant("mem") : found);
        store.untold = 0;
    }
}
