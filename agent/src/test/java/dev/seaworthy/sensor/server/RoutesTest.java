package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private final Routes routes = new Routes();

    @ParameterizedTest
    @CsvSource({
        "/, GET /",
        "/orders, GET /orders",
        "/orders/17, GET /orders/{}",
        "/api/v2/orders/17/items, GET /api/v2/orders/{}/items",
        "/orders/0b9f6a8e-1c2d-4e5f-8a9b-0c1d2e3f4a5b, GET /orders/{}",
        "/blob/deadbeef01, GET /blob/{}",
        "/users/jo@example.com, GET /users/{}",
        "/users/jo%40example.com, GET /users/{}",
        "/cart;jsessionid=A1B2, GET /{}",
        "/search?q=secret, GET /search",
        "/reset/AbCdEfGhIjKlMnOpQrSt, GET /reset/{}",
        "/orders-by-customer/list.html, GET /orders-by-customer/list.html",
        "/a//b/, GET /a/b",
        "/t/eyJhbGciOiJIUzI1NiJ9.e30.x9KnG2, GET /t/{}",
        "/2026-11-24, GET /{}"
    })
    void a_path_becomes_its_route(String path, String route) {
        assertThat(routes.of("GET", path)).isEqualTo(route);
        assertThat(routes.of("GET", path)).isSameAs(routes.of("GET", path));
    }

    @Test
    void a_hundred_thousand_paths_stay_bounded() {
        for (int i = 0; i < 100_000; i++) {
            String word = Integer.toString(i, 26).replaceAll("[0-9]", "x");
            routes.of("GET", "/" + word + "/" + i);
        }

        assertThat(routes.of("GET", "/never/seen")).isEqualTo("GET …");
        assertThat(routes.takeDropped()).isGreaterThan(90_000);
        assertThat(routes.takeDropped()).isZero();
    }

    @Test
    void nothing_is_said_of_a_request_without_path() {
        assertThat(routes.of("GET", null)).isEmpty();
        assertThat(routes.of(null, "/a")).isEmpty();
    }
}
