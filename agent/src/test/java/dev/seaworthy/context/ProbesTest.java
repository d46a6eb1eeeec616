package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/",
                "/health?full=true",
                "/healthz",
                "/livez",
                "/readyz?verbose",
                "/ping",
                "/status",
                "/health/live",
                "/health/ready",
                "/health/started",
                "/shop/health",
                "/shop/health/live",
                "/api/ping",
                "/actuator/health",
                "/actuator/health/readiness",
                "/shop/actuator/health/db",
                "/manage/actuator/health;v=1",
                "/q/health",
                "/q/health/live",
                "/shop/q/health/group/slow",
                "/observe/health/live",
                "/grpc.health.v1.Health/Check"
            })
    void a_probe_is_known(String path) {
        assertThat(Probes.isProbe(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/orders",
                "/healthcare/orders",
                "/api/health-plans",
                "/api/health-plans/7",
                "/health/records",
                "/patients/7/health",
                "/orders/status",
                "/orders/7/status",
                "/orders/7/ping",
                "/shopping",
                "/livezone/readyzen",
                "/actuator/healthiness",
                "/search?path=/actuator/health",
                "/actuator/prometheus"
            })
    void a_request_of_an_application_is_none(String path) {
        assertThat(Probes.isProbe(path)).isFalse();
    }

    @Test
    void a_request_without_a_path_is_none() {
        assertThat(Probes.isProbe(null)).isFalse();
    }
}
