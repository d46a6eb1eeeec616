package dev.seaworthy.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.seaworthy.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every question that dashboard, recording rules and alerts ask of Prometheus, and whether a scrape has what they name. */
final class Queries {

    private static final Pattern SERIES = Pattern.compile("([a-z_][a-zA-Z0-9_:]*)(?:\\{([^}]*)\\})? (\\S+)");
    private static final Pattern METRIC = Pattern.compile("\\b(seaworthy[a-z0-9_:]*|up)\\b(?:\\{([^}]*)\\})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern LIST =
            Pattern.compile("\\b(?:by|on|ignoring|without|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?([a-z_]+)[^}]*\\}\\}");

    /** What Prometheus adds to each series. */
    private static final Set<String> OF_TARGETS = Set.of("job", "instance", "namespace");

    /** Name to labels to values. */
    private final Map<String, Map<String, Set<String>>> known = new HashMap<>();

    /** Where a question stands, and the question. */
    private final Map<String, String> expressions = new LinkedHashMap<>();

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Set<String> wrong = new TreeSet<>();

    Queries(String scrape) {
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(this::learn);
        known.put("up", new HashMap<>());
        // A setting can give a rule any severity.
        for (Severity severity : Severity.values()) {
            known.getOrDefault("seaworthy_findings", Map.of())
                    .getOrDefault("severity", new HashSet<>())
                    .add(severity.label());
        }
        rules();
        panels();
    }

    /** All questions of the dashboard, by panel, as Grafana would ask them about everything. */
    Map<String, String> ofPanels() {
        Map<String, String> all = new LinkedHashMap<>();
        expressions.forEach((where, expression) -> {
            if (where.startsWith("panel ")) {
                all.put(where, expression.replaceAll("\\$(job|instance)", ".*").replace("$__rate_interval", "30s"));
            }
        });
        return all;
    }

    /** What is named and is not there. */
    Set<String> unknown() {
        expressions.forEach(this::check);
        return wrong;
    }

    private void learn(String line) {
        Matcher series = SERIES.matcher(line);
        if (!series.matches()) {
            wrong.add("not understood: " + line);
            return;
        }
        Map<String, Set<String>> labels = known.computeIfAbsent(series.group(1), name -> new HashMap<>());
        labels(series.group(2))
                .forEach(label -> labels.computeIfAbsent(label[0], name -> new HashSet<>())
                        .add(label[2]));
    }

    private void rules() {
        for (Object group : Overlay.list(Overlay.map(Printed.yaml("alerts")).get("groups"))) {
            for (Object one : Overlay.list(Overlay.map(group).get("rules"))) {
                Map<String, Object> rule = Overlay.map(one);
                String expression = (String) rule.get("expr");
                if (rule.get("record") instanceof String name) {
                    expressions.put("record " + name, expression);
                    Map<String, Set<String>> labels = known.computeIfAbsent(name, any -> new HashMap<>());
                    lists(expression).forEach(label -> labels.put(label, valuesOf(label)));
                } else {
                    String name = "alert " + rule.get("alert");
                    expressions.put(name, expression);
                    texts.put(name, String.valueOf(rule.get("annotations")));
                }
            }
        }
    }

    private void panels() {
        JsonObject dashboard = JsonParser.parseString(Printed.text("grafana")).getAsJsonObject();
        for (JsonElement variable : dashboard.getAsJsonObject("templating").getAsJsonArray("list")) {
            JsonElement definition = variable.getAsJsonObject().get("definition");
            if (definition != null) {
                Matcher values =
                        Pattern.compile("label_values\\((.*), ([a-z_]+)\\)").matcher(definition.getAsString());
                if (!values.matches()) {
                    wrong.add("not understood: " + definition);
                } else {
                    expressions.put(
                            "variable " + values.group(2),
                            "count by (" + values.group(2) + ") (" + values.group(1) + ")");
                }
            }
        }
        for (JsonElement element : dashboard.getAsJsonArray("panels")) {
            JsonObject panel = element.getAsJsonObject();
            if (panel.has("targets")) {
                for (JsonElement target : panel.getAsJsonArray("targets")) {
                    String where = "panel " + panel.get("title").getAsString() + " "
                            + target.getAsJsonObject().get("refId").getAsString();
                    expressions.put(where, target.getAsJsonObject().get("expr").getAsString());
                    texts.put(
                            where, target.getAsJsonObject().get("legendFormat").getAsString());
                }
            }
        }
    }

    private void check(String where, String expression) {
        Set<String> there = new HashSet<>(OF_TARGETS);
        int metrics = 0;
        Matcher metric = METRIC.matcher(expression);
        while (metric.find()) {
            metrics++;
            Map<String, Set<String>> labels = known.get(metric.group(1));
            if (labels == null) {
                wrong.add(where + ": no metric " + metric.group(1));
                continue;
            }
            there.addAll(labels.keySet());
            for (String[] label : labels(metric.group(2))) {
                if (OF_TARGETS.contains(label[0])) {
                    continue;
                }
                if (!labels.containsKey(label[0])) {
                    wrong.add(where + ": " + metric.group(1) + " has no label " + label[0]);
                } else if (!label[1].startsWith("!")
                        && labels.get(label[0]).stream().noneMatch(value -> value.matches(label[2]))) {
                    wrong.add(where + ": " + metric.group(1) + " never has " + label[0] + "=" + label[2]);
                }
            }
        }
        if (metrics == 0) {
            wrong.add(where + " asks for nothing of ours: " + expression);
        }
        Stream.concat(lists(expression).stream(), shown(texts.getOrDefault(where, "")).stream())
                .filter(label -> !there.contains(label))
                .forEach(label -> wrong.add(where + ": nothing has a label " + label));
    }

    private Set<String> valuesOf(String label) {
        Set<String> values = new HashSet<>();
        known.values().forEach(labels -> values.addAll(labels.getOrDefault(label, Set.of())));
        return values;
    }

    private static Set<String> lists(String expression) {
        Set<String> names = new HashSet<>();
        Matcher list = LIST.matcher(expression);
        while (list.find()) {
            names.addAll(List.of(list.group(1).trim().split("\\s*,\\s*")));
        }
        return names;
    }

    private static Set<String> shown(String text) {
        Set<String> names = new HashSet<>();
        Matcher label = SHOWN.matcher(text.replaceAll("\\{\\{ \\$value[^}]*\\}\\}", ""));
        while (label.find()) {
            names.add(label.group(1));
        }
        return names;
    }

    private static List<String[]> labels(@Nullable String text) {
        List<String[]> all = new ArrayList<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            all.add(new String[] {label.group(1), label.group(2), label.group(3)});
        }
        return all;
    }
}
