package dev.seaworthy.sensor.sql;

import java.util.Locale;
import java.util.Map;

/** Tells databases that run inside the process from those that only share the product's name. */
final class Embedded {

    private Embedded() {}

    /** Whether the product can run in-process at all. */
    static boolean isProduct(String product) {
        return switch (product) {
            case "h2", "hsqldb", "derby", "sqlite", "duckdb" -> true;
            default -> false;
        };
    }

    /** Whether this URL's path makes it run in-process. */
    static boolean isInProcess(String product, String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return switch (product) {
            case "h2" -> !lower.startsWith("tcp:") && !lower.startsWith("ssl:");
            case "hsqldb" ->
                !lower.startsWith("hsql:")
                        && !lower.startsWith("hsqls:")
                        && !lower.startsWith("http:")
                        && !lower.startsWith("https:");
            case "derby" -> !lower.startsWith("//");
            case "sqlite", "duckdb" -> true;
            default -> false;
        };
    }

    static boolean isMemory(String product, String path, Map<String, String> parameters) {
        String lower = path.toLowerCase(Locale.ROOT);
        return switch (product) {
            case "h2" -> lower.startsWith("mem:");
            case "hsqldb" -> lower.startsWith("mem:") || lower.isEmpty() || lower.equals(".");
            case "derby" -> lower.startsWith("memory:");
            case "sqlite" -> lower.isEmpty() || lower.contains(":memory:") || "memory".equals(parameters.get("mode"));
            case "duckdb" -> lower.isEmpty() || lower.startsWith(":memory:");
            default -> false;
        };
    }

    static boolean isReadOnly(String product, String path, Map<String, String> parameters) {
        String lower = path.toLowerCase(Locale.ROOT);
        return switch (product) {
            case "h2" -> "r".equals(parameters.get("access_mode_data")) || lower.startsWith("zip:");
            case "hsqldb" ->
                lower.startsWith("res:") || isTrue(parameters, "readonly") || isTrue(parameters, "files_readonly");
            case "derby" -> lower.startsWith("jar:") || lower.startsWith("classpath:");
            case "sqlite" ->
                "ro".equals(parameters.get("mode"))
                        || "1".equals(parameters.get("immutable"))
                        || isTrue(parameters, "immutable")
                        || "1".equals(parameters.get("open_mode"))
                        || lower.startsWith(":resource:");
            case "duckdb" ->
                isTrue(parameters, "duckdb.read_only") || "read_only".equalsIgnoreCase(parameters.get("access_mode"));
            default -> false;
        };
    }

    private static boolean isTrue(Map<String, String> parameters, String key) {
        return "true".equalsIgnoreCase(parameters.get(key));
    }
}
