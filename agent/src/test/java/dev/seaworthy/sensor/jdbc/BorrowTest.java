package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Beat;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a borrow took, of which most are not timed. */
class BorrowTest {

    private static final long MILLIS = 1_000_000;
    /** A beat comes at least so often here: {@link #waits} moves the time on. */
    private static final long BEAT = 25 * MILLIS;

    private final Jdbc jdbc = new Jdbc(new Receiver() {}, new Surroundings(key -> null), new Silent(), new Never());
    private final Object pool = new Object();
    private final List<Long> failed = new ArrayList<>();

    BorrowTest() {
        jdbc.shared.watches.are(new Watch() {
            @Override
            public void borrowFailed(@Nullable Object lender, Throwable thrown, long waitNanos, boolean whileOpening) {
                failed.add(waitNanos);
            }
        });
    }

    /** Until so much time has passed, while somebody moves the beat on. */
    private static void waits(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long now = System.nanoTime(); now - until < 0; now = System.nanoTime()) {
            Beat.NOW.at(now);
        }
        Beat.NOW.at(System.nanoTime());
    }

    private Lease borrow(long nanos) {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        waits(nanos);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        Lease lease = jdbc.leases.of(logical, jdbc.shared.threads.here());
        jdbc.enter(Hooks.RETURN, logical, null, null);
        jdbc.exit(Hooks.RETURN, null, logical, null, null);
        return lease;
    }

    private void fail(long nanos) {
        jdbc.enter(Hooks.BORROW, pool, null, null);
        waits(nanos);
        jdbc.thrown(Hooks.BORROW, new SQLException("timed out"), pool, null, null);
    }

    @Test
    void one_that_is_quick_took_next_to_nothing() {
        long began = System.nanoTime();
        Lease lease = borrow(0);

        assertThat(lease.waitNanos).isBetween(0L, System.nanoTime() - began);
        assertThat(lease.beganNanos).isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void the_first_that_waits_is_known_to_a_beat_and_never_overstated() {
        borrow(0);
        long began = System.nanoTime();
        Lease lease = borrow(200 * MILLIS);
        long most = System.nanoTime() - began;

        assertThat(lease.waitNanos).isBetween(200 * MILLIS - 2 * BEAT, most);
    }

    @Test
    void those_after_it_are_timed() {
        borrow(100 * MILLIS);
        Lease lease = borrow(40 * MILLIS);

        assertThat(lease.waitNanos).isGreaterThanOrEqualTo(40 * MILLIS);
    }

    @Test
    void one_that_is_timed_and_quick_took_next_to_nothing() {
        borrow(100 * MILLIS);
        long began = System.nanoTime();
        Lease lease = borrow(0);

        assertThat(lease.waitNanos).isBetween(0L, System.nanoTime() - began);
    }

    @Test
    void a_failure_is_known_to_a_beat_and_the_next_exactly() {
        long began = System.nanoTime();
        fail(200 * MILLIS);
        long most = System.nanoTime() - began;
        fail(40 * MILLIS);

        assertThat(failed.get(0)).isBetween(200 * MILLIS - 2 * BEAT, most);
        assertThat(failed.get(1)).isGreaterThanOrEqualTo(40 * MILLIS);
    }

    @Test
    void what_a_thread_borrows_after_its_last_statement_is_not_older_than_that() {
        Lease first = borrow(0);
        long ran = System.nanoTime();
        jdbc.shared.threads.here().borrow.timer.at(ran);
        Lease second = borrow(0);

        assertThat(second).as("used again").isSameAs(first);
        assertThat(second.beganNanos - ran).isGreaterThanOrEqualTo(0);
    }
}
