package com.example.trial;

import com.example.shop.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the agent has to say about the shop: each bad endpoint's rule at its own line, and nothing else of medium or more. */
final class Expectation {

    static final Set<String> RULES = new TreeSet<>(Set.of(
            "file/upload-to-local-disk",
            "http/localhost-endpoint",
            "http/no-timeout",
            "http/plain-http",
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
        return finding.place().type().equals(endpoint.type())
                && finding.place().method().equals(endpoint.method());
    }
}
