package dev.seaworthy.report;

import java.util.List;
import java.util.Map;

/** A small coverage. */
record SampleCoverage() implements Coverage {

    static final ProcessFacts PROCESS = new ProcessFacts("0.1.0", 42, "com.acme.Main", "17.0.15", 1_000_000, "vm");

    @Override
    public List<HookState> hooks() {
        return List.of(
                new HookState("jdbc.DriverManager", true, null), new HookState("http.client", false, "no such method"));
    }

    @Override
    public List<RuleState> rules() {
        return List.of(
                new RuleState("http/plain-http", "active", null),
                new RuleState("jdbc/unpooled-connection", "not-evaluated", "no JDBC connection was opened"));
    }

    @Override
    public Map<String, Long> observations() {
        return Map.of("http.call", 40L);
    }

    @Override
    public Map<String, Long> dropped() {
        return Map.of("queue", 2L);
    }

    @Override
    public Map<String, Long> errors() {
        return Map.of("rule", 1L);
    }

    @Override
    public Map<String, Long> cost() {
        return Map.of("start-millis", 90L);
    }

    @Override
    public long roundAgeMillis() {
        return 345;
    }

    @Override
    public List<String> frameworks() {
        return List.of("Spring Boot");
    }
}
