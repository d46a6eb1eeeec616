package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;

/** Tells by the stack which kind of tool changes a schema. */
final class SchemaTools {

    private static final String[] GENERATORS = {
        "org.hibernate.tool.",
        "org.eclipse.persistence.tools.schemaframework.",
        "org.datanucleus.store.rdbms.",
        "org.apache.openjpa.jdbc.schema.",
        "org.apache.openjpa.jdbc.meta.",
        "io.ebeaninternal.dbmigration.",
        "io.ebeaninternal.server.core.DefaultServer",
        "com.j256.ormlite.table."
    };
    private static final String[] MIGRATIONS = {
        "org.flywaydb.", "liquibase.", "org.apache.ibatis.migration.", "com.googlecode.flyway.", "io.ebean.migration."
    };

    private SchemaTools() {}

    /** Made from the classes that are mapped. */
    static boolean generates(Site site) {
        return passes(site, GENERATORS);
    }

    /** Written down by somebody, and run once each. */
    static boolean migrates(Site site) {
        return passes(site, MIGRATIONS);
    }

    /** What such a tool does to tables of its own, in which it writes down what it did. */
    static boolean keepsBooks(Site site) {
        for (Place frame : site.stack()) {
            String name = frame.className();
            boolean flyway = name.startsWith("org.flywaydb.") && name.endsWith("SchemaHistory");
            boolean liquibase = name.startsWith("liquibase.")
                    && (name.endsWith("ChangeLogHistoryService") || name.endsWith("LockService"));
            if (flyway && frame.method().startsWith("create")
                    || liquibase && frame.method().startsWith("init")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it drops all that there is. */
    static boolean cleans(Site site) {
        for (Place frame : site.stack()) {
            String name = frame.className();
            boolean flyway = name.startsWith("org.flywaydb.") && frame.method().equals("clean");
            boolean liquibase = name.startsWith("liquibase.")
                    && (frame.method().equals("dropAll") || frame.method().equals("dropDatabaseObjects"));
            if (flyway || liquibase) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Site site, String[] prefixes) {
        for (String prefix : prefixes) {
            if (site.passes(prefix)) {
                return true;
            }
        }
        return false;
    }
}
