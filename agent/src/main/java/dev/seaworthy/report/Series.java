package dev.seaworthy.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One number that registries show: name and tags are fixed, the value is the last that was learned. Reading it is all
 * that a scrape of the application's registry costs. Thread-safe.
 */
final class Series implements ToDoubleFunction<Object> {

    private final String name;
    private final String description;
    private final boolean counts;
    private final List<String> tags;
    private volatile double value;

    /**
     * @param name as Micrometer writes it: {@code seaworthy.findings}
     * @param counts whether it only ever grows
     * @param tags keys and values in turn
     */
    Series(String name, String description, boolean counts, String... tags) {
        this.name = name;
        this.description = description;
        this.counts = counts;
        this.tags = List.of(tags);
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    boolean counts() {
        return counts;
    }

    String[] tags() {
        return tags.toArray(new String[0]);
    }

    /** What tells it from every other. */
    String key() {
        return name + tags;
    }

    double value() {
        return value;
    }

    void learn(double now) {
        value = now;
    }

    @Override
    public double applyAsDouble(Object ignored) {
        return value;
    }
}
