package dev.seaworthy.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Does to a Deployment what kustomize does with the printed overlay: a strategic merge, then the replacement. */
final class Overlay {

    /** By which field Kubernetes tells the elements of its lists apart; other lists are replaced. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "volumes", "name",
            "env", "name",
            "ports", "containerPort",
            "volumeMounts", "mountPath");

    private final Map<String, Object> kustomization;

    Overlay(Object kustomization) {
        this.kustomization = map(kustomization);
    }

    Map<String, Object> over(String deployment) {
        Map<String, Object> result = map(new Yaml().load(deployment));
        for (Object patch : list(kustomization.get("patches"))) {
            result = merged(result, map(new Yaml().load((String) map(patch).get("patch"))));
        }
        for (Object replacement : list(kustomization.get("replacements"))) {
            replace(result, map(replacement));
        }
        return result;
    }

    private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> patch) {
        Map<String, Object> result = new LinkedHashMap<>(base);
        patch.forEach((key, value) -> {
            Object before = base.get(key);
            if (before instanceof Map && value instanceof Map) {
                result.put(key, merged(map(before), map(value)));
            } else if (before instanceof List && KEYS.containsKey(key)) {
                result.put(key, merged(list(before), list(value), KEYS.get(key)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private static List<Object> merged(List<Object> base, List<Object> patch, String key) {
        List<Object> result = new ArrayList<>(base);
        for (Object one : patch) {
            int at = 0;
            while (at < result.size() && !Objects.equals(map(result.get(at)).get(key), map(one).get(key))) {
                at++;
            }
            if (at < result.size()) {
                result.set(at, merged(map(result.get(at)), map(one)));
            } else {
                result.add(one);
            }
        }
        return result;
    }

    private static void replace(Map<String, Object> deployment, Map<String, Object> replacement) {
        String value = String.valueOf(
                map(at(deployment, (String) map(replacement.get("source")).get("fieldPath"), false))
                        .get("value"));
        Map<String, Object> target = map(list(replacement.get("targets")).get(0));
        Map<String, Object> options = map(target.get("options"));
        Map<String, Object> variable = map(
                at(deployment, (String) list(target.get("fieldPaths")).get(0), options.get("create") == Boolean.TRUE));
        String before = String.valueOf(variable.getOrDefault("value", ""));
        variable.put("value", before + options.get("delimiter") + value);
    }

    /** The element before the last step of a path such as {@code a.b.[name=c].value}. */
    private static Object at(Object root, String path, boolean create) {
        Object here = root;
        String[] steps = path.split("\\.");
        for (String step : List.of(steps).subList(0, steps.length - 1)) {
            here = step.startsWith("[")
                    ? named(list(here), step, create)
                    : map(here).get(step);
        }
        return Objects.requireNonNull(here);
    }

    private static Object named(List<Object> elements, String step, boolean create) {
        String name = step.substring("[name=".length(), step.length() - 1);
        for (Object element : elements) {
            if (name.equals(map(element).get("name"))) {
                return element;
            }
        }
        if (!create) {
            throw new AssertionError("nothing is named " + name + " in " + elements);
        }
        Map<String, Object> made = new LinkedHashMap<>(Map.of("name", name));
        elements.add(made);
        return made;
    }

    /** The element of a list that has that name, null where there is none. */
    static @Nullable Map<String, Object> find(@Nullable Object elements, String name) {
        return list(elements).stream()
                .map(Overlay::map)
                .filter(one -> name.equals(one.get("name")))
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object yaml) {
        return (Map<String, Object>) Objects.requireNonNull(yaml);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object yaml) {
        return (List<Object>) Objects.requireNonNull(yaml);
    }
}
