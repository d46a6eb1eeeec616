package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Site;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each line of a target is found once, and each event counts once, for a line or as passed over. */
class SpotterTest {

    private final AtomicLong dropped = new AtomicLong();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Observations observations = new Observations() {
        @Override
        public void add(Observation seen) {}

        @Override
        public void count(String sense, long more) {
            assertThat(sense).isEqualTo("test.lines.dropped");
            dropped.addAndGet(more);
        }
    };

    private static final class Target extends Spots<Spot> {
        @Override
        protected Spot make(Site site) {
            return new Spot(site);
        }
    }

    private Spotter spotter(int most) {
        return new Spotter(surroundings, observations, "test.lines", most);
    }

    @Test
    void finds_one_spot_for_each_line() {
        Spotter spotter = spotter(10);
        Target target = new Target();
        Spot[] at = new Spot[3];
        for (int i = 0; i < 3; i++) {
            at[i] = spotter.look(target);
        }
        Spot other = spotter.look(target);

        assertThat(at[0]).isNotNull().isSameAs(at[1]).isSameAs(at[2]).isNotSameAs(other);
        assertThat(target.all()).containsExactlyInAnyOrder(at[0], other);
    }

    @Test
    void counts_the_lines_that_it_has_no_room_for() {
        Spotter spotter = spotter(1);
        Target target = new Target();
        Spot first = spotter.look(target);
        Spot second = spotter.look(target);

        assertThat(first).isNotNull();
        assertThat(second).isNull();
        assertThat(dropped).hasValue(1);
        assertThat(target.all()).containsExactly(first);
    }

    @Test
    void counts_all_that_an_event_stands_for_whether_it_is_looked_at_or_not() {
        Spotter spotter = spotter(10);
        Target target = new Target();
        int events = 50_000;
        int weight = 128;
        int looked = 0;
        for (int event = 0; event < events; event++) {
            Spot spot = spotter.look(target, weight);
            if (spot != null) {
                spot.look();
                looked++;
            }
        }

        assertThat(target.settle()).isZero();
        assertThat(looked).isBetween(1, events / 2);
        assertThat(looked + target.all().iterator().next().passes()).isEqualTo((long) events * weight);
    }

    @Test
    void finds_one_line_once_for_all_threads_and_loses_no_event() throws InterruptedException {
        Spotter spotter = spotter(10);
        Target target = new Target();
        int threads = 4;
        int events = 5_000;
        AtomicLong looked = new AtomicLong();
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService all = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            all.execute(() -> {
                try {
                    begin.await();
                } catch (InterruptedException stopped) {
                    return;
                }
                for (int event = 0; event < events; event++) {
                    Spot spot = spotter.look(target);
                    if (spot != null) {
                        spot.look();
                        looked.incrementAndGet();
                    }
                }
            });
        }
        begin.countDown();
        all.shutdown();
        assertThat(all.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(target.all()).hasSize(1);
        assertThat(target.settle()).isZero();
        long passed = target.all().iterator().next().passes();
        assertThat(looked.get() + passed).isEqualTo((long) threads * events);
    }
}
