package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Database;

/** Poolers between the application and its database, told by host and port. */
final class Poolers {

    private static final int PGBOUNCER_PORT = 6432;
    private static final String[] HOSTS = {"pgbouncer", ".proxy-", "-pooler.", "pooler.supabase", "cockroachlabs"};

    private Poolers() {}

    /** Whether the database's own connections are pooled outside of this process. */
    static boolean standBefore(Database database) {
        if (database.port() == PGBOUNCER_PORT) {
            return true;
        }
        String host = database.host() == null ? "" : database.host();
        for (String part : HOSTS) {
            if (host.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
