package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Getter;
import org.jspecify.annotations.Nullable;

/** Where metrics libraries count: what counts a failure has told somebody. */
final class Counters {

    static final String POINTS = """
            =http.counters
            counts? io/micrometer/core/instrument/cumulative/CumulativeCounter increment this
            counts? io/micrometer/core/instrument/step/StepCounter increment this
            counts? io/micrometer/core/instrument/composite/CompositeCounter increment this
            counts? io/micrometer/prometheus/PrometheusCounter increment this
            counts? io/micrometer/prometheusmetrics/PrometheusCounter increment this
            counts? io/micrometer/statsd/StatsdCounter increment this
            counts? com/codahale/metrics/Counter inc(J)V this
            counts? com/codahale/metrics/Meter mark(J)V this
            counts? io/prometheus/client/Counter$Child inc(D)V this
            counts? io/prometheus/metrics/core/metrics/Counter$DataPoint inc(J)V this
            counts? io/prometheus/metrics/core/metrics/Counter$DataPoint inc(D)V this
            counts? io/opentelemetry/sdk/metrics/SdkLongCounter add this
            """;

    private static final Getter ID = Getter.of("io.micrometer.core.instrument.Meter", "getId");
    private static final Getter NAME = Getter.of("io.micrometer.core.instrument.Meter$Id", "getName");

    private Counters() {}

    /** The name of a meter of Micrometer's; empty for all others. */
    static String name(@Nullable Object counter) {
        String name = NAME.text(ID.read(counter));
        return name == null ? "" : name;
    }
}
