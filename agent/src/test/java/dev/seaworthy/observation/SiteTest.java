package dev.seaworthy.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SiteTest {

    private static Site stack(String... frames) {
        List<Place> places = Stream.of(frames)
                .map(frame -> new Place(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        "X.java",
                        1))
                .toList();
        return new Site(places.get(places.size() - 1), false, places);
    }

    private static String factory(String... frames) {
        Place factory = stack(frames).factory();
        return factory == null ? "none" : factory.className();
    }

    @Test
    void a_driver_and_the_jdk_are_not_who_asked() {
        assertThat(factory(
                        "org.postgresql.Driver.connect",
                        "java.sql.DriverManager.getConnection",
                        "org.postgresql.ds.common.BaseDataSource.getConnection",
                        "shop.Orders.find"))
                .isEqualTo("shop.Orders");
    }

    @Test
    void a_driver_that_passes_on_what_it_is_asked_for_is_not_either() {
        assertThat(factory(
                        "org.postgresql.Driver.connect",
                        "com.recorder.spy.SpyDriver.connect",
                        "java.sql.DriverManager.getConnection",
                        "java.sql.DriverManager.getConnection",
                        "shop.Orders.find"))
                .isEqualTo("shop.Orders");
        assertThat(factory(
                        "org.postgresql.Driver.connect",
                        "com.recorder.spy.SpyDriver.connect",
                        "io.tracing.jdbc.Tracing.connect",
                        "io.tracing.jdbc.Driver.connect",
                        "java.sql.DriverManager.getConnection",
                        "shop.Orders.find"))
                .isEqualTo("shop.Orders");
    }

    @Test
    void a_method_of_that_name_is_who_asked_where_nobody_else_did() {
        assertThat(factory(
                        "org.postgresql.Driver.connect",
                        "java.sql.DriverManager.getConnection",
                        "shop.db.Orders.connect",
                        "shop.web.Page.show"))
                .isEqualTo("shop.db.Orders");
        assertThat(factory(
                        "org.postgresql.Driver.connect",
                        "com.pools.Maker.make",
                        "com.pools.PoolingDriver.connect",
                        "java.sql.DriverManager.getConnection",
                        "shop.Orders.find"))
                .isEqualTo("com.pools.Maker");
    }
}
