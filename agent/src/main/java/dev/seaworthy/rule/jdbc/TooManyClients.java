package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionRefused;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.Set;

/** The database refused a connection because its limit was reached. */
@RuleSpec(
        id = "jdbc/too-many-clients",
        severity = Severity.BLOCKER,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = ConnectionRefused.class,
        summary = "The database refuses connections because its limit is reached",
        fix = "Use smaller pools, or put a pooler in front; pool every connection, and fit all replicas within the"
                + " database's limit.")
public final class TooManyClients implements Rule<ConnectionRefused> {

    /** PostgreSQL and what speaks its protocol: too_many_connections, reserved slots included. */
    private static final String POSTGRESQL = "53300";

    private static final Set<Integer> MYSQL = Set.of(1040, 1203, 1226);
    private static final Set<Integer> ORACLE = Set.of(18, 20, 12516, 12519, 12520);
    private static final Set<Integer> SQL_SERVER = Set.of(17809, 10928, 10929);
    private static final Set<Integer> DB2 = Set.of(-1226);

    @Override
    public void inspect(ConnectionRefused seen, Findings findings) {
        if (!isFull(seen)) {
            return;
        }
        int here = seen.openNow();
        String message = "The database refused a connection because its limit was reached (" + code(seen)
                + "); this process holds " + here + (here == 1 ? " connection" : " connections");
        findings.add(Found.confirmed(
                        this,
                        seen.origin().site(),
                        seen.database().url(),
                        message,
                        seen.origin().millis())
                .evidence("code", code(seen))
                .evidence("said", seen.message())
                .evidence("open-here", here)
                .evidence("holders", new java.util.LinkedHashMap<>(seen.holders()))
                .evidence("most-held-by", new ArrayList<>(seen.holders().keySet())));
    }

    private static boolean isFull(ConnectionRefused seen) {
        int code = seen.vendorCode();
        return switch (seen.database().product()) {
            case "mysql", "mariadb" -> MYSQL.contains(code);
            case "oracle" -> ORACLE.contains(code);
            case "sqlserver", "jtds" -> SQL_SERVER.contains(code);
            case "db2" -> DB2.contains(code);
            default -> seen.sqlState().equals(POSTGRESQL);
        };
    }

    private static String code(ConnectionRefused seen) {
        String vendor = seen.vendorCode() == 0 ? "" : "error " + seen.vendorCode();
        String state = seen.sqlState().isEmpty() ? "" : "SQLState " + seen.sqlState();
        return vendor.isEmpty() ? state : state.isEmpty() ? vendor : vendor + ", " + state;
    }
}
