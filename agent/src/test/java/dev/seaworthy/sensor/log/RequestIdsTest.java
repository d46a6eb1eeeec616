package dev.seaworthy.sensor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceId",
                "trace_id",
                "trace.id",
                "X-Request-ID",
                "requestId",
                "req.id",
                "reqId",
                "correlation_id",
                "correlationId",
                "X-B3-TraceId",
                "dd.trace_id",
                "transaction.id",
                "mdc.request-id",
                "rid",
                "traceparent",
                "spanId"
            })
    void knows_keys_of_ids(String key) {
        assertThat(RequestIds.isKey(key)).isTrue();
        assertThat(RequestIds.names("[" + key + "={}] done")).isTrue();
        assertThat(RequestIds.names("done \"" + key + "\": {}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userId",
                "id",
                "orderId",
                "grid",
                "hybrid",
                "android",
                "paid",
                "requests",
                "tracer",
                "void",
                "centerId",
                "customerid",
                "thread"
            })
    void leaves_others_alone(String key) {
        assertThat(RequestIds.isKey(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f2b8a10-7c55-4e0e-9a37-0d3c9d6f2a11",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "a3f9c2d1",
                "00-4bf92f3577b34da6-01",
                "01HZX3K9Q2W8"
            })
    void knows_what_ids_look_like(String text) {
        assertThat(RequestIds.looksLikeId(text, 0, text.length())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "12345678", "2026-11-30", "customer-1234", "fjord-1", "http-nio-8080", "a1b2", "deadbeef"})
    void leaves_numbers_names_and_dates_alone(String text) {
        assertThat(RequestIds.looksLikeId(text, 0, text.length())).isFalse();
    }
}
