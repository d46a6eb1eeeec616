package dev.seaworthy.report;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One number that registries show: name and tags are fixed, the value is the last that was learned, but for one that is live. Reading it is all
 * that a scrape of the application's registry costs. Thread-safe.
 */
final class Series implements ToDoubleFunction<Object> {

    private final String name;
    private final String description;
    private final boolean counts;
    private final List<String> tags;
    private final @Nullable DoubleSupplier source;
    private volatile double value;

    /**
     * @param name as Micrometer writes it: {@code seaworthy.findings}
     * @param counts whether it only ever grows
     * @param tags keys and values in turn
     */
    Series(String name, String description, boolean counts, String... tags) {
        this(name, description, counts, null, tags);
    }

    private Series(String name, String description, boolean counts, @Nullable DoubleSupplier source, String... tags) {
        this.source = source;
        this.name = name;
        this.description = description;
        this.counts = counts;
        this.tags = List.of(tags);
    }

    /** One without tags whose value is asked for whenever it is read, on any thread: it is right even if nobody learns. */
    static Series live(String name, String description, DoubleSupplier source) {
        return new Series(name, description, false, source);
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
        return source == null ? value : source.getAsDouble();
    }

    void learn(double now) {
        value = now;
    }

    @Override
    public double applyAsDouble(Object ignored) {
        return value();
    }
}
