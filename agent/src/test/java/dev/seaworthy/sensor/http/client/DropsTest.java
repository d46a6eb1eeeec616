package dev.seaworthy.sensor.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Drops;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What clients remember of objects is bounded, and what they cannot remember is counted. */
class DropsTest {

    private static final int MORE = 3;

    private final Map<String, Long> dropped = new HashMap<>();
    private final Drops drops = (where, more) -> dropped.merge(where, more, Long::sum);

    /** Held, so that none is forgotten since it was garbage-collected. */
    private final List<Object> held = new ArrayList<>();

    private Object some() {
        Object made = new Object();
        held.add(made);
        return made;
    }

    @Test
    void counts_the_limits_of_reactors_operators_that_it_cannot_remember() {
        Pipeline pipeline = new Pipeline(drops);
        for (int i = 0; i < Pipeline.MOST; i++) {
            pipeline.made(some(), "1300ms in 'map'");
        }
        assertThat(dropped).isEmpty();

        pipeline.made(some(), "1300ms in 'map'");
        pipeline.waits(some(), TimeUnit.SECONDS.toNanos(1));
        pipeline.made(held.get(0), "1400ms in 'map'");

        assertThat(dropped).containsExactly(Map.entry("http.reactor", 2L));
    }

    @Test
    void counts_the_subscribers_of_reactor_netty_that_it_cannot_remember() {
        Client client = new ReactorNetty(drops);
        for (int i = 0; i < ReactorNetty.MOST; i++) {
            client.notes(null, some(), held, null);
        }
        assertThat(dropped).isEmpty();

        for (int i = 0; i < MORE; i++) {
            client.notes(null, some(), held, null);
        }
        assertThat(dropped).containsExactly(Map.entry("http.reactor", (long) MORE));
    }

    @Test
    void counts_the_links_that_it_cannot_remember() {
        Links links = new Links("here", drops);
        for (int i = 0; i < Links.MOST; i++) {
            links.put(some(), held);
        }
        assertThat(dropped).isEmpty();

        for (int i = 0; i < MORE; i++) {
            links.put(some(), held);
        }
        assertThat(dropped).containsExactly(Map.entry("here", (long) MORE));
        assertThat(links.from(held.get(held.size() - 1))).isNull();
        assertThat(links.from(held.get(0))).isSameAs(held);
    }

    @Test
    void counts_what_a_client_made_by_its_number_cannot_remember() {
        Client client = Clients.describe(number("ReactorNetty"), drops);
        for (int i = 0; i < ReactorNetty.MOST + MORE; i++) {
            client.notes(null, some(), held, null);
        }
        assertThat(dropped).containsExactly(Map.entry("http.reactor", (long) MORE));
    }

    private static int number(String name) {
        List<String> all = new ArrayList<>();
        for (String line : Clients.POINTS.split("\n")) {
            if (line.startsWith("=")) {
                all.add(line);
            }
        }
        return all.indexOf("=http." + name);
    }
}
