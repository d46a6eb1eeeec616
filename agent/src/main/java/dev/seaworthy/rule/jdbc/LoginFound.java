package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.SchemaChanged;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A login that was found, and which statements then proved that it may do more than an application needs. */
final class LoginFound {

    private static final Set<String> ADMINISTRATORS = Set.of(
            "postgres",
            "root",
            "sa",
            "sys",
            "system",
            "sysman",
            "dbsnmp",
            "admin",
            "administrator",
            "rdsadmin",
            "azuresu",
            "db2inst1",
            "mysql");
    private static final int MOST = 16;

    private final ConnectionOpened opened;
    private final Set<String> ran = new LinkedHashSet<>();

    LoginFound(ConnectionOpened opened) {
        this.opened = opened;
    }

    /** Whether that is the name of a database's administrator. */
    static boolean isPrivileged(@Nullable String user) {
        return user != null && ADMINISTRATORS.contains(user.toLowerCase(Locale.ROOT));
    }

    ConnectionOpened opened() {
        return opened;
    }

    /** Kinds of statements, never their text: {@code CREATE TABLE}, {@code GRANT}. */
    List<String> ran() {
        return List.copyOf(ran);
    }

    /** Whether this login ran that statement, and none of its kind before. */
    boolean isNewlySeenIn(SchemaChanged seen) {
        Database own = opened.database();
        Database other = seen.database();
        // A temporary table takes no right that an application should not have; an unknown user may be anybody.
        return !seen.temporary()
                && own.user() != null
                && own.user().equals(other.user())
                && own.url().equals(other.url())
                && ran.size() < MOST
                && ran.add(kind(seen));
    }

    private static String kind(SchemaChanged seen) {
        if (seen.verb().equals("GRANT")) {
            return seen.sql().regionMatches(true, 0, "revoke", 0, 6) ? "REVOKE" : "GRANT";
        }
        String object = seen.object();
        int end = object.indexOf(' ');
        return end < 0
                ? seen.verb()
                : seen.verb() + " " + object.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
