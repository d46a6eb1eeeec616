package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.SchemaChanged;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a migration does that the version before it cannot live with. */
final class Incompatibility {

    private Incompatibility() {}

    /** What it is, null if the old version keeps working. */
    static @Nullable String of(SchemaChanged seen) {
        String sql = " " + seen.sql().toLowerCase(Locale.ROOT) + " ";
        return switch (seen.verb()) {
            case "DROP" -> seen.object().startsWith("table") ? "it drops a table" : null;
            case "RENAME" -> "it renames a table";
            case "CREATE" -> index(seen, sql);
            case "ALTER" -> alteration(sql);
            default -> null;
        };
    }

    private static @Nullable String index(SchemaChanged seen, String sql) {
        boolean blocks = seen.object().startsWith("index")
                && seen.database().product().equals("postgresql")
                && !sql.contains(" concurrently ");
        return blocks ? "it builds an index without CONCURRENTLY, which blocks writes until it is done" : null;
    }

    private static @Nullable String alteration(String sql) {
        if (sql.contains(" rename ")) {
            return "it renames a column or a table";
        }
        if (sql.contains(" drop column ")) {
            return "it drops a column";
        }
        if (sql.contains(" set data type ") || sql.matches(".* alter (?:column )?\\S+ (?:set )?type .*")) {
            return "it changes a column's type";
        }
        if (sql.contains(" modify ")) {
            return "it changes a column";
        }
        if (sql.contains(" set not null ")
                || sql.contains(" add ")
                        && sql.contains(" not null ")
                        && !sql.contains(" default ")
                        && !sql.contains(" constraint ")) {
            return "it adds NOT NULL without a default, which makes the old version's inserts fail";
        }
        return null;
    }
}
