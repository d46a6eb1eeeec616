package dev.seaworthy.rule;

import java.util.HashMap;
import java.util.Map;

/**
 * The ten sections of "Local Dev vs Production", the article that this catalogue began with, in its order. Reports are
 * grouped by them. A rule that several sections speak of stands in the one whose reader would look for it first.
 */
public enum Section {
    NETWORKING(
            "Networking",
            "http/localhost-endpoint http/localhost-link http/proxy-ignored http/plain-http http/no-timeout http/failed-call-swallowed http/retry-storm "
                    + "http/sequential-fan-out http/connection-not-reused server/bound-to-loopback "
                    + "server/keepalive-vs-lb server/latency-projection server/heavy-response runtime/dns-cache"),
    SECURITY(
            "Security",
            "http/trust-all-tls http/certificate-expiring http/secret-in-url log/secret-in-log config/hardcoded-secret "
                    + "config/default-secret config/secret-on-command-line jdbc/request-value-in-sql server/credentials-over-plain-http "
                    + "server/insecure-cookie server/permissive-cors server/security-headers server/actuator-exposed "
                    + "server/unprotected-endpoint server/no-upload-limit runtime/runs-as-root"),
    DATABASE(
            "Database",
            "jdbc/unpooled-connection jdbc/too-many-clients jdbc/embedded-database jdbc/privileged-login "
                    + "jdbc/pool-exceeds-db-limit jdbc/pool-exhausted jdbc/toy-pool jdbc/nested-connection "
                    + "jdbc/connection-leak jdbc/no-connection-validation jdbc/no-socket-timeout "
                    + "jdbc/plaintext-transport jdbc/n-plus-one jdbc/chatty-request jdbc/unbounded-result "
                    + "jdbc/remote-call-in-transaction jdbc/writes-without-transaction jdbc/runtime-ddl"),
    CONFIGURATION(
            "Environment variables and configuration",
            "config/localhost-endpoint config/missing-env config/unresolved-value config/dev-profile"),
    ERRORS(
            "Error handling and logging",
            "log/system-out log/error-swallowed log/error-without-exception log/no-request-id log/mdc-leak log/flood "
                    + "log/debug-in-production server/unhandled-exception server/leaky-response "
                    + "runtime/uncaught-exception runtime/scheduled-task-died runtime/process-exit"),
    DEPLOYMENT(
            "Build and deployment",
            "server/dev-tooling-enabled server/no-graceful-shutdown runtime/dev-jvm runtime/remote-debug-open "
                    + "runtime/linkage-error"),
    SCALING(
            "Scaling",
            "scale/in-memory-session scale/job-on-every-replica scale/local-coordination scale/fire-and-forget-work "
                    + "scale/volatile-queue scale/unbounded-cache scale/uncached-hot-read scale/throughput-ceiling "
                    + "runtime/container-sizing runtime/unbounded-concurrency runtime/blocking-in-event-loop "
                    + "http/client-per-call http/pool-too-small server/get-with-writes"),
    MONITORING("Monitoring and observability", "server/no-observability log/goes-nowhere runtime/no-oom-diagnostics"),
    FILES(
            "Static assets and file storage",
            "file/upload-to-local-disk file/durable-write-on-ephemeral-fs file/read-after-write-across-requests "
                    + "file/client-filename-in-path file/disk-fill file/handle-leak "
                    + "file/classpath-resource-as-file file/wrong-case"),
    SIDE_BY_SIDE(
            "Local and production side by side", "file/developer-path runtime/platform-charset runtime/shells-out");

    private static final Map<String, Section> OF_RULE = new HashMap<>();
    private static final Map<String, Section> OF_AREA = Map.of(
            "jdbc", DATABASE,
            "file", FILES,
            "http", NETWORKING,
            "log", ERRORS,
            "server", SECURITY,
            "config", CONFIGURATION,
            "scale", SCALING);

    static {
        for (Section section : values()) {
            for (String rule : section.rules.split(" ")) {
                OF_RULE.put(rule, section);
            }
        }
    }

    private final String title;
    private final String rules;

    Section(String title, String rules) {
        this.title = title;
        this.rules = rules;
    }

    /** The section's name, to be shown. */
    public String title() {
        return title;
    }

    /** Its number in the article, from 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** Whether a rule has its place here; {@link #of} guesses for those that have none. */
    public static boolean knows(String rule) {
        return OF_RULE.containsKey(rule);
    }

    /** Where a rule belongs; by its area where a report brings a rule that this version does not know. */
    public static Section of(String rule) {
        Section known = OF_RULE.get(rule);
        if (known != null) {
            return known;
        }
        return OF_AREA.getOrDefault(rule.substring(0, Math.max(0, rule.indexOf('/'))), SIDE_BY_SIDE);
    }
}
