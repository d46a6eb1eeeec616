package dev.seaworthy.rule.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.observation.ConnectionLeased;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Target;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Noted;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTooSmallTest {

    private static final Place LINE = new Place("com.acme.Shop", "order", "Shop.java", 31);

    private final PoolTooSmall rule = new PoolTooSmall();
    private final Noted noted = new Noted();
    private Phase phase = Phase.REQUEST;
    private boolean failed;
    private long perTarget = 2;
    private long leased = 2;
    private long pending;
    private int threads = 200;

    private List<Found> waited(long atMillis, long waitedMillis) {
        Origin origin = new Origin(atMillis, phase, Unit.NONE, new Site(LINE, true, List.of(LINE)), 1);
        rule.inspect(
                new ConnectionLeased(
                        origin,
                        "Apache HttpClient 4",
                        new Target("https", "pay.test", 443, HostClass.PUBLIC, false),
                        waitedMillis * 1_000_000,
                        failed,
                        perTarget,
                        20,
                        leased,
                        pending,
                        threads),
                noted);
        return noted.found;
    }

    @Test
    void flags_the_third_long_wait_within_a_minute() {
        waited(0, 120);
        waited(1_000, 130);
        assertThat(noted.found).noneMatch(Found::isConfirmed);
        Found third = waited(2_000, 140).get(2);

        assertThat(third.isConfirmed()).isTrue();
        assertThat(third.severity()).isNull();
        assertThat(third.message())
                .isEqualTo("3 calls within 60 s waited for a connection of their client's pool, the last one for 140 ms"
                        + " while 2 were in use");
        assertThat(third.evidence()).containsEntry("max-per-target", 2L).containsEntry("max-total", 20L);
    }

    @Test
    void flags_a_call_that_got_none() {
        failed = true;
        Found found = waited(0, 500).get(0);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.message())
                .isEqualTo(
                        "A call waited 500 ms for a connection of its client's pool and got none while 2 were in use");
    }

    @Test
    void flags_a_queue_of_many_threads() {
        pending = 3;
        Found found = waited(0, 2).get(0);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.message())
                .isEqualTo("Calls wait for a connection of their client's pool while 2 were in use, and up to 200"
                        + " threads may call");
    }

    @Test
    void stays_silent_about_short_waits_of_few_threads() {
        pending = 3;
        threads = 8;
        assertThat(waited(0, 99)).isEmpty();
        threads = 60;
        perTarget = 20;
        leased = 20;
        assertThat(waited(0, 99)).isEmpty();
    }

    @Test
    void stays_silent_if_connections_were_free() {
        leased = 1;
        waited(0, 500);
        waited(1, 500);
        assertThat(waited(2, 500)).isEmpty();
    }

    @Test
    void suspects_waits_that_come_seldom() {
        for (int i = 0; i < 5; i++) {
            waited(i * 40_000L, 500);
        }
        assertThat(noted.found).hasSize(5).noneMatch(Found::isConfirmed);
    }

    @Test
    void stays_silent_at_start_up() {
        phase = Phase.STARTUP;
        failed = true;
        assertThat(waited(0, 5_000)).isEmpty();
    }
}
