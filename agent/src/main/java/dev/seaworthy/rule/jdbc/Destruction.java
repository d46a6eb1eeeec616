package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.SchemaChanged;

/** Statements after which data is gone. */
final class Destruction {

    private Destruction() {}

    static boolean is(SchemaChanged seen) {
        String object = seen.object();
        return switch (seen.verb()) {
            case "TRUNCATE" -> true;
            case "DROP" -> object.startsWith("table") || object.startsWith("schema") || object.startsWith("database");
            default -> false;
        };
    }
}
