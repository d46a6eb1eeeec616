package com.example.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent's report. */
record Report(Instant writtenAt, List<Finding> findings) {

    static Report parse(String json) {
        JsonNode report = JsonMapper.shared().readTree(json);
        List<Finding> findings = new ArrayList<>();
        for (JsonNode node : report.required("findings")) {
            findings.add(finding(node));
        }
        String writtenAt = report.required("process").required("writtenAt").asString();
        return new Report(Instant.parse(writtenAt), List.copyOf(findings));
    }

    private static Finding finding(JsonNode node) {
        return new Finding(
                node.required("rule").asString(),
                text(node, "variant"),
                node.required("severity").asString(),
                node.required("state").asString(),
                place(node.required("location")),
                Set.copyOf(node.path("evidence").path("places").propertyNames()),
                text(node, "target"),
                node.required("count").asLong(),
                text(node, "message"));
    }

    private static Finding.Place place(JsonNode location) {
        return location.isNull()
                ? new Finding.Place("", "", "", 0)
                : new Finding.Place(
                        text(location, "class"),
                        text(location, "method"),
                        text(location, "file"),
                        location.path("line").asInt());
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
