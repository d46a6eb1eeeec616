package com.example.trial;

import com.example.shop.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the agent has to say about the shop: each bad endpoint's rule at its own line, and nothing else of medium or more. */
final class Expectation {

    static final Set<String> RULES = new TreeSet<>(Set.of(
            "file/classpath-resource-as-file",
            "file/client-filename-in-path",
            "file/developer-path",
            "file/disk-fill",
            "file/durable-write-on-ephemeral-fs",
            "file/handle-leak",
            "file/read-after-write-across-requests",
            "file/upload-to-local-disk",
            "file/wrong-case",
            "http/certificate-expiring",
            "http/client-per-call",
            "http/connection-not-reused",
            "http/failed-call-swallowed",
            "http/localhost-endpoint",
            "http/localhost-link",
            "http/no-timeout",
            "http/plain-http",
            "http/pool-too-small",
            "http/retry-storm",
            "http/secret-in-url",
            "http/sequential-fan-out",
            "http/trust-all-tls",
            "jdbc/chatty-request",
            "jdbc/connection-leak",
            "jdbc/embedded-database",
            "jdbc/n-plus-one",
            "jdbc/nested-connection",
            "jdbc/no-connection-validation",
            "jdbc/no-socket-timeout",
            "jdbc/plaintext-transport",
            "jdbc/pool-exceeds-db-limit",
            "jdbc/pool-exhausted",
            "jdbc/privileged-login",
            "jdbc/remote-call-in-transaction",
            "jdbc/request-value-in-sql",
            "jdbc/runtime-ddl",
            "jdbc/too-many-clients",
            "jdbc/toy-pool",
            "jdbc/unbounded-result",
            "jdbc/unpooled-connection",
            "jdbc/writes-without-transaction",
            "log/error-swallowed",
            "log/error-without-exception",
            "log/flood",
            "log/mdc-leak",
            "log/secret-in-log",
            "log/system-out"));

    private final List<Endpoint> bad;

    Expectation(List<Endpoint> bad) {
        this.bad = bad;
    }

    /** What is wrong with the report, one sentence each. */
    List<String> complaints(Report report) {
        List<String> complaints = new ArrayList<>();
        Set<String> shown = new TreeSet<>();
        for (Endpoint endpoint : bad) {
            shown.add(endpoint.rule());
            if (report.findings().stream().noneMatch(each -> isExpected(each, endpoint))) {
                complaints.add("missing: " + endpoint.rule() + " at " + endpoint.type() + "#" + endpoint.method());
            }
        }
        if (!shown.equals(RULES)) {
            complaints.add("the bad endpoints show " + shown);
        }
        for (Finding finding : report.findings()) {
            if (finding.isLoud() && bad.stream().noneMatch(endpoint -> isAllowed(finding, endpoint))) {
                complaints.add("not expected: " + finding.name() + " " + finding.severity() + " " + finding.state()
                        + " at " + finding.place() + " " + finding.target() + ": " + finding.message());
            }
        }
        return complaints;
    }

    private static boolean isExpected(Finding finding, Endpoint endpoint) {
        return finding.rule().equals(endpoint.rule())
                && finding.isConfirmed()
                && finding.isLoud()
                && isAt(finding, endpoint)
                && finding.place().line() > 0;
    }

    private static boolean isAllowed(Finding finding, Endpoint endpoint) {
        return isAt(finding, endpoint)
                && (finding.rule().equals(endpoint.rule()) || endpoint.also().contains(finding.rule()));
    }

    private static boolean isAt(Finding finding, Endpoint endpoint) {
        return finding.isIn(endpoint.type(), endpoint.method());
    }
}
