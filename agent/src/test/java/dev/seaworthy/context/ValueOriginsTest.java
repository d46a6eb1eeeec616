package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueOriginsTest {

    private final ValueOrigins origins = new ValueOrigins(Map.of(
            "ORDERS_URL", "http://localhost:8081/orders",
            "DOCS", "see http://localhost:8082 for more",
            "LISTEN", "127.0.0.1:9000",
            "SHOP", "https://shop.test/",
            "SIX", "http://[::1]:8083"));

    @Test
    void names_the_variable_that_holds_the_address() {
        assertThat(origins.of("localhost", 8081)).isEqualTo("environment variable ORDERS_URL");
        assertThat(origins.of("127.0.0.1", 9000)).isEqualTo("environment variable LISTEN");
        assertThat(origins.of("shop.test", 443)).isEqualTo("environment variable SHOP");
        assertThat(origins.of("::1", 8083)).isEqualTo("environment variable SIX");
    }

    @Test
    void names_none_for_another_address_or_one_in_running_text() {
        assertThat(origins.of("localhost", 808)).isEmpty();
        assertThat(origins.of("localhost", 8082)).isEmpty();
        assertThat(origins.of("shop", 443)).isEmpty();
    }

    @Test
    void names_a_system_property() {
        System.setProperty("test.value.origin", "http://localhost:8084");
        try {
            assertThat(origins.of("localhost", 8084)).isEqualTo("system property test.value.origin");
        } finally {
            System.clearProperty("test.value.origin");
        }
    }
}
