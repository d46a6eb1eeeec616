package dev.seaworthy.sensor.sql;

/** What a statement does, by its first words. */
public enum Verb {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    CREATE,
    ALTER,
    DROP,
    TRUNCATE,
    RENAME,
    GRANT,
    CALL,
    /** {@code BEGIN}, {@code START TRANSACTION}. */
    BEGIN,
    COMMIT,
    /** Not to a savepoint. */
    ROLLBACK,
    OTHER;

    public boolean isWrite() {
        return this == INSERT || this == UPDATE || this == DELETE || this == MERGE;
    }

    /** Whether it changes the schema or empties a table. */
    public boolean isDdl() {
        return this == CREATE || this == ALTER || this == DROP || this == TRUNCATE || this == RENAME || this == GRANT;
    }

    /** What a word at the beginning of a statement, in lower case, says. */
    static Verb of(String word) {
        return switch (word) {
            case "select", "values", "table" -> SELECT;
            case "insert", "replace" -> INSERT;
            case "update", "upsert" -> word.equals("update") ? UPDATE : MERGE;
            case "delete" -> DELETE;
            case "merge" -> MERGE;
            case "create" -> CREATE;
            case "alter", "comment" -> word.equals("alter") ? ALTER : OTHER;
            case "drop" -> DROP;
            case "truncate" -> TRUNCATE;
            case "rename" -> RENAME;
            case "grant", "revoke" -> GRANT;
            case "call", "exec", "execute" -> CALL;
            case "begin", "start" -> BEGIN;
            case "commit", "end" -> COMMIT;
            case "rollback", "abort" -> ROLLBACK;
            default -> OTHER;
        };
    }

    /** Whether a statement changes data, by its first word. */
    public static boolean isWrite(String sql) {
        int at = 0;
        while (at < sql.length() && (sql.charAt(at) <= ' ' || sql.charAt(at) == '(')) {
            at++;
        }
        if (at >= sql.length()) {
            return false;
        }
        return switch (sql.charAt(at) | 0x20) {
            case 'i' -> sql.regionMatches(true, at, "insert", 0, 6);
            case 'u' -> sql.regionMatches(true, at, "up", 0, 2);
            case 'd' -> sql.regionMatches(true, at, "delete", 0, 6);
            case 'm' -> sql.regionMatches(true, at, "merge", 0, 5);
            case 'r' -> sql.regionMatches(true, at, "replace", 0, 7);
            default -> false;
        };
    }
}
