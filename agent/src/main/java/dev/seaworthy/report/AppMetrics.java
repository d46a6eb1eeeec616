package dev.seaworthy.report;

import dev.seaworthy.finding.Ledger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The findings' meters in the application's own Micrometer registries, so that they appear where the application's metrics
 * do. Meters only, never a registry, and only in leaves; nothing of the application is held but weakly.
 */
public final class AppMetrics implements Reporter {

    /** Registries that are looked after at once; an application has one to three. */
    private static final int MOST = 64;

    /** Lines about registries that take no meters; more are not told. */
    private static final int MOST_WARNINGS = 3;

    private static final long EVERY_MILLIS = 1_000;

    private final Supplier<@Nullable Object> made;
    private final Numbers numbers;
    private final ThreadFactory threads;
    private final Consumer<String> warn;
    private final List<AppRegistry> registries = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private long due;

    /**
     * @param made gives the next registry that was made, null for none so far
     * @param threads makes threads that are the agent's own and may run the application's code
     * @param warn takes one line when a registry cannot be used
     */
    public AppMetrics(
            Supplier<@Nullable Object> made,
            Ledger ledger,
            Coverage coverage,
            ProcessFacts process,
            ThreadFactory threads,
            Consumer<String> warn) {
        this.made = made;
        this.threads = threads;
        this.warn = warn;
        numbers = new Numbers(ledger, coverage, process);
    }

    @Override
    public void tick(long nowMillis) {
        if (nowMillis < due) {
            return;
        }
        due = nowMillis + EVERY_MILLIS;
        for (Object next = made.get(); next != null; next = made.get()) {
            take(new AppRegistry(next, nowMillis));
        }
        if (registries.isEmpty()) {
            return;
        }
        List<Series> series = numbers.now();
        for (AppRegistry registry : List.copyOf(registries)) {
            if (registry.isBusy()) {
                continue;
            }
            registry.takeMembers().forEach(this::take);
            tell(registry.takeRefusal());
            if (registry.isOver()) {
                registries.remove(registry);
            } else if (registry.isDue(nowMillis, series)) {
                registry.start(series, nowMillis, threads);
            }
        }
    }

    private void take(AppRegistry registry) {
        if (registries.size() < MOST && registries.stream().noneMatch(registry::isSame)) {
            registries.add(registry);
        }
    }

    private void tell(@Nullable String refused) {
        if (refused != null && told.size() < MOST_WARNINGS && told.add(refused)) {
            warn.accept("metrics.app: " + refused + "; the findings' metrics are at the agent's own endpoint");
        }
    }

    /** The values of the last judgement, for whoever asks the application still. */
    @Override
    public void finish() {
        if (!registries.isEmpty()) {
            numbers.now();
        }
    }

    /** Takes the meters out again, so that nobody reads numbers that nobody keeps up. */
    @Override
    public void leave() {
        for (AppRegistry registry : registries) {
            registry.leave(threads);
        }
        registries.clear();
    }

    @Override
    public void close() {}
}
