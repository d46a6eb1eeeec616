package dev.seaworthy.sensor.jdbc;

/** What a statement does, by its first words. */
enum Verb {
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

    boolean isWrite() {
        return this == INSERT || this == UPDATE || this == DELETE || this == MERGE;
    }

    /** Whether it changes the schema or empties a table. */
    boolean isDdl() {
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
}
