package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.RequestValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerValuesTest {

    private final Wanted server = new Wanted();
    private final Object request = new Object();

    /** A server that answers what it is told to. */
    private static final class Wanted implements Server {
        private String path = "/orders/17?q=anchor%2Dbuoy&sort=name";
        private @Nullable String query;
        private Object headers = Map.of();

        @Override
        public @Nullable Object request(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
            return a;
        }

        @Override
        public String method(@Nullable Object any) {
            return "POST";
        }

        @Override
        public String path(@Nullable Object any) {
            return path;
        }

        @Override
        public @Nullable String query(Object any) {
            return query;
        }

        @Override
        public Object headers(Object any) {
            return headers;
        }

        @Override
        public @Nullable String contentType(@Nullable Object any) {
            return null;
        }
    }

    /** A header as servers without maps have it. */
    public record Field(String getName, String getValue) {}

    private static Map<String, String> read(RequestValues values) {
        Map<String, String> all = new TreeMap<>();
        values.each((source, key, value) -> all.merge(key, value, (a, b) -> a + "," + b));
        return all;
    }

    @Test
    void reads_path_and_query_of_one_text() {
        assertThat(read(new ServerValues(server, request, "one", false)))
                .containsEntry("parameter q", "anchor-buoy")
                .containsEntry("parameter sort", "name")
                .containsEntry("path 2", "17");
    }

    @Test
    void asks_for_the_query_where_the_path_is_without_it() {
        server.path = "/orders";
        server.query = "q=buoy";

        assertThat(read(new ServerValues(server, request, "two", false)))
                .containsEntry("parameter q", "buoy")
                .containsEntry("path 1", "orders");
    }

    @Test
    void reads_headers_of_whatever_shape() {
        server.headers = Map.of("X-Shop", List.of("harbor", "quay"));
        assertThat(read(new ServerValues(server, request, "three", false)))
                .containsEntry("header x-shop", "harbor,quay");

        server.headers = List.of(Map.entry("x-shop", new StringBuilder("dock")), Map.entry("cookie", "lang=de; a=b"));
        assertThat(read(new ServerValues(server, request, "three", false)))
                .containsEntry("header x-shop", "dock")
                .containsEntry("cookie lang", "de");

        server.headers = List.of(new Field("x-shop", "pier"));
        assertThat(read(new ServerValues(server, request, "three", false))).containsEntry("header x-shop", "pier");
    }

    @Test
    void keeps_bodies_of_routes_that_were_asked_of_and_no_more_than_its_room() {
        assertThat(new ServerValues(server, request, "never asked", false).isWanted())
                .isFalse();
        ServerValues values = new ServerValues(server, request, "four", false);
        read(values);
        assertThat(values.isWanted()).isTrue();
        for (int i = 0; i < 3; i++) {
            values.read(ByteBuffer.wrap("{\"town\": \"rudder\"} ".repeat(200).getBytes(StandardCharsets.UTF_8)));
        }
        values.read(null);

        assertThat(read(values).get("body town")).startsWith("rudder,rudder").hasSizeLessThan(Brought.MOST_BODY);
    }

    @Test
    void answers_other_threads_only_where_the_request_serves_once() throws InterruptedException {
        ServerValues once = new ServerValues(server, request, "five", false);
        ServerValues reused = new ServerValues(server, request, "five", true);
        List<Integer> sizes = new ArrayList<>();
        Thread other = new Thread(() -> {
            sizes.add(read(once).size());
            sizes.add(read(reused).size());
        });
        other.start();
        other.join();

        assertThat(sizes.get(0)).isPositive();
        assertThat(sizes.get(1)).isZero();
        assertThat(read(reused)).isNotEmpty();
    }
}
