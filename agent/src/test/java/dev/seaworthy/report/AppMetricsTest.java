package dev.seaworthy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seaworthy.finding.Books;
import dev.seaworthy.finding.Ledger;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against Micrometer itself, in this JVM: what applications do to their registries. */
class AppMetricsTest {

    private final Ledger ledger = Books.ledger("");
    private final Queue<Object> made = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private final AppMetrics metrics = new AppMetrics(
            made::poll, ledger, new SampleCoverage(), SampleCoverage.PROCESS, Thread::new, warnings::add);
    private long now = 1_000_000;

    @Test
    void meters_follow_findings_up_and_down() {
        MeterRegistry registry = filled(new SimpleMeterRegistry());
        pass(10, registry);
        assertThat(findings(registry, "confirmed")).isZero();

        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said").occurrences(3));
        pass(1, registry);
        assertThat(findings(registry, "confirmed")).isEqualTo(1);
        assertThat(occurrences(registry)).isEqualTo(3);

        ledger.resolve(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "harmless"));
        pass(1, registry);
        assertThat(findings(registry, "confirmed")).isZero();
        assertThat(findings(registry, "resolved")).isEqualTo(1);
        assertThat(occurrences(registry)).isEqualTo(3);
    }

    @Test
    void who_leaves_takes_the_meters_along_and_nothing_else() {
        MeterRegistry registry = filled(new SimpleMeterRegistry(), MeterFilter.renameTag("seaworthy", "rule", "law"));
        pass(10, registry);
        assertThat(registry.getMeters()).hasSizeGreaterThan(1);

        metrics.finish();
        metrics.leave();
        metrics.close();
        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void nothing_is_added_before_the_application_has_meters_of_its_own_for_a_while() {
        MeterRegistry registry = new SimpleMeterRegistry();
        pass(100, registry);
        assertThat(registry.getMeters()).isEmpty();

        registry.config().commonTags("quay", "north");
        filled(registry);
        pass(1, registry);
        assertThat(registry.getMeters()).hasSize(1);
        pass(100, registry);
        assertThat(registry.get("seaworthy.info").tag("quay", "north").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void only_leaves_of_a_composite_get_meters_and_each_once() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        MeterRegistry leaf = new SimpleMeterRegistry();
        composite.add(leaf);
        filled(composite);
        pass(20, composite, leaf);

        assertThat(leaf.find("seaworthy.info").gauges()).hasSize(1);
        assertThat(composite.find("seaworthy.info").gauges()).isEmpty();
        assertThat(composite.getRegistries()).containsExactly(leaf);
    }

    @Test
    void a_filter_that_denies_is_obeyed() {
        MeterRegistry registry = filled(new SimpleMeterRegistry(), MeterFilter.denyNameStartsWith("seaworthy"));
        pass(10, registry);

        assertThat(registry.getMeters()).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_filter_that_throws_is_survived_and_told() {
        MeterRegistry registry = filled(new SimpleMeterRegistry(), filter(() -> {
            throw new AssertionError("not mine");
        }));
        MeterRegistry other = filled(new SimpleMeterRegistry());
        pass(10, registry, other);

        assertThat(registry.getMeters()).hasSize(1);
        assertThat(other.find("seaworthy.info").gauge()).isNotNull();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("SimpleMeterRegistry refuses meters with java.lang.AssertionError")
                .doesNotContain("not mine");
    }

    @Test
    void a_filter_that_never_returns_blocks_nobody_else() {
        CountDownLatch forever = new CountDownLatch(1);
        MeterRegistry registry = filled(new SimpleMeterRegistry(), filter(() -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        MeterRegistry other = filled(new SimpleMeterRegistry());
        made.add(registry);
        pass(10, other);

        assertThat(other.find("seaworthy.info").gauge()).isNotNull();
        forever.countDown();
    }

    @Test
    void where_the_number_of_meters_is_limited_the_application_keeps_all_of_them() {
        MeterRegistry registry = filled(new SimpleMeterRegistry(), MeterFilter.maximumAllowableMetrics(3));
        pass(10, registry);
        registry.counter("own.second").increment();
        registry.counter("own.third").increment();

        assertThat(registry.get("own.third").counter().count()).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(3);
        assertThat(warnings).singleElement().asString().contains("limits its number of meters");
    }

    @Test
    void a_registry_that_pays_by_the_series_gets_none_that_is_zero() {
        MeterRegistry registry = filled(new Pushing());
        pass(10, registry);
        assertThat(names(registry)).contains("seaworthy.info").doesNotContain("seaworthy.findings");

        ledger.add(Books.confirmed(Books.PLAIN_HTTP, "http://a.com", "said"));
        pass(2, registry);
        assertThat(registry.find("seaworthy.findings").gauges()).hasSize(1);
        registry.close();
    }

    @Test
    void a_registry_that_was_closed_gets_nothing() {
        MeterRegistry registry = filled(new SimpleMeterRegistry());
        registry.close();
        pass(10, registry);

        assertThat(registry.getMeters()).hasSize(1);
    }

    private static MeterFilter filter(Runnable onOurs) {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().startsWith("seaworthy")) {
                    onOurs.run();
                }
                return id;
            }
        };
    }

    private static <R extends MeterRegistry> R filled(R registry, MeterFilter... filters) {
        for (MeterFilter filter : filters) {
            registry.config().meterFilter(filter);
        }
        registry.counter("own.first").increment();
        return registry;
    }

    /** Lets that many seconds go by, each with the work that it brings. */
    private void pass(int seconds, MeterRegistry... registries) {
        made.addAll(List.of(registries));
        for (int i = 0; i < seconds; i++) {
            metrics.tick(now += 1_000);
            await().pollInterval(2, TimeUnit.MILLISECONDS)
                    .until(() -> Thread.getAllStackTraces().entrySet().stream()
                            .filter(thread -> thread.getKey().getName().equals("seaworthy-metrics"))
                            .allMatch(thread -> thread.getKey().getState() == Thread.State.WAITING));
        }
    }

    private static List<String> names(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .toList();
    }

    private static double findings(MeterRegistry registry, String state) {
        return registry.get("seaworthy.findings")
                .tag("rule", "http/plain-http")
                .tag("state", state)
                .gauge()
                .value();
    }

    private static double occurrences(MeterRegistry registry) {
        return registry.get("seaworthy.occurrences")
                .tag("rule", "http/plain-http")
                .functionCounter()
                .count();
    }

    /** As registries are that send to a service. */
    private static final class Pushing extends StepMeterRegistry {
        Pushing() {
            super(
                    new StepRegistryConfig() {
                        @Override
                        public String prefix() {
                            return "pushing";
                        }

                        @Override
                        public @Nullable String get(String key) {
                            return null;
                        }
                    },
                    Clock.SYSTEM);
        }

        @Override
        protected void publish() {}

        @Override
        protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.SECONDS;
        }
    }
}
