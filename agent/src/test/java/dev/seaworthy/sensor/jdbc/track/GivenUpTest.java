package dev.seaworthy.sensor.jdbc.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.NestedCalls;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import org.junit.jupiter.api.Test;

/** What never says that it is over is given up after some minutes. */
class GivenUpTest {

    private static final long SECOND = 1_000_000_000L;

    private final ThreadState thread = new Threads().here();
    private final Object pool = new Object();
    private final Object driver = new Object();

    @Test
    void an_opening_that_goes_on_for_minutes_is_given_up() {
        OpenAttempts opens = new OpenAttempts();
        opens.begins(thread);

        assertThat(opens.before()).isEqualTo(-1);
        assertThat(opens.isUnderWay(System.nanoTime() + 149 * SECOND)).isTrue();
        assertThat(opens.isUnderWay(System.nanoTime() + 151 * SECOND)).isFalse();
        assertThat(opens.before()).isZero();
    }

    @Test
    void a_thread_is_not_in_its_pools_code_forever() {
        thread.asks();
        thread.returns();
        thread.nest.push(Hooks.BORROW, pool, null, null, null);
        long now = Beat.NOW.nanos();

        assertThat(thread.isPools(now + 299 * SECOND)).isTrue();
        assertThat(thread.isPools(now + 301 * SECOND)).isFalse();
        assertThat(thread.nest.isEmpty()).isTrue();
    }

    @Test
    void a_statement_that_never_said_that_it_ended_does_not_hide_others_forever() {
        NestedCalls running = new NestedCalls();
        assertThat(running.enters(driver, 0)).isTrue();
        assertThat(running.enters(pool, 299 * SECOND)).isFalse();
        assertThat(running.enters(pool, 301 * SECOND)).isTrue();
        assertThat(running.leaves(pool)).isTrue();
    }
}
