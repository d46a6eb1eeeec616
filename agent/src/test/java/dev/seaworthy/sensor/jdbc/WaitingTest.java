package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Beat;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.BorrowWaited;
import dev.seaworthy.observation.ConnectionBroken;
import dev.seaworthy.observation.ConnectionRested;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.sensor.jdbc.watch.BorrowWaitWatch;
import dev.seaworthy.sensor.sql.Shape;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What is told of borrowers that wait, and of connections that a pause broke. */
class WaitingTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<Observation> told = new ArrayList<>();
    private final Jdbc jdbc = new Jdbc(
            new Receiver() {},
            new Surroundings(key -> null),
            new Observations() {
                @Override
                public void add(Observation seen) {
                    told.add(seen);
                }

                @Override
                public void count(String sense, long more) {}
            },
            new AtOnce());
    private final Sized pool = new Sized();
    private final Object driver = new Object();

    public static final class Sized {
        public int getMaximumPoolSize() {
            return 10;
        }
    }

    private static final class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {
            task.run();
        }
    }

    private Lease borrow() {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        return jdbc.leases.of(logical, jdbc.shared.threads.here());
    }

    private Connection open() throws InterruptedException {
        Connection physical = Fakes.of(Connection.class);
        Thread opener = new Thread(() -> {
            jdbc.enter(Hooks.OPEN, pool, "jdbc:postgresql://db/shop", new Properties());
            jdbc.exit(Hooks.OPEN, physical, pool, null, null);
        });
        opener.start();
        opener.join();
        return physical;
    }

    private void run(Connection physical, boolean breaks) {
        run(physical, "select a from t", null, breaks);
    }

    private void run(Connection physical, String sql, ResultSet result, boolean breaks) {
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, physical, sql, null);
        jdbc.exit(StatementHooks.MADE, made, physical, null, null);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        if (breaks) {
            jdbc.thrown(StatementHooks.RUN, new SQLException("terminated", "57P01"), made, null, null);
        } else {
            jdbc.exit(StatementHooks.RUN, result, made, null, null);
        }
    }

    private void waited(int lent) throws InterruptedException {
        run(open(), false);
        for (int i = 1; i < lent; i++) {
            Connection physical = i == 1 ? open() : null; // so that the pool's database is known
            Thread other = new Thread(() -> {
                borrow();
                if (physical != null) {
                    run(physical, false);
                }
            });
            other.start();
            other.join();
        }
        Lease lease = borrow();
        lease.waitNanos = SECOND;
        lease.openedMeanwhile = false;
        told.clear();
        for (Watch watch : jdbc.shared.watches.borrowed) {
            if (watch instanceof BorrowWaitWatch) {
                watch.borrowed(lease, jdbc.shared.threads.here());
            }
        }
    }

    @Test
    void flags_a_wait_for_a_pool_that_is_empty() throws InterruptedException {
        waited(10);

        assertThat(told).singleElement().isInstanceOf(BorrowWaited.class);
    }

    @Test
    void stays_silent_about_a_wait_while_no_thread_got_its_turn() throws InterruptedException {
        long now = System.nanoTime();
        Beat.NOW.rested(now - SECOND / 2, now);
        waited(10);

        assertThat(told).isEmpty();
        Beat.NOW.rested(now - 6 * SECOND, now - 5 * SECOND);
    }

    @Test
    void stays_silent_about_a_wait_where_most_connections_are_free() throws InterruptedException {
        waited(3);

        assertThat(told).isEmpty();
    }

    @Test
    void flags_a_connection_that_was_broken_when_it_was_lent() throws InterruptedException {
        Connection physical = open();
        borrow();
        jdbc.shared.connections.get(physical).idleSince = System.nanoTime() - 90 * SECOND;
        run(physical, true);

        assertThat(told).anyMatch(one -> one instanceof ConnectionBroken broken && broken.pooled());
    }

    @Test
    void stays_silent_about_one_that_broke_while_it_was_out() throws InterruptedException {
        Connection physical = open();
        borrow();
        run(physical, false);
        jdbc.shared.connections.get(physical).idleSince = System.nanoTime() - 90 * SECOND;
        run(physical, true);

        assertThat(told).noneMatch(ConnectionBroken.class::isInstance);
    }

    @Test
    void stays_silent_about_one_that_was_out_for_long_before_its_first_statement() throws InterruptedException {
        Connection physical = open();
        borrow().beganNanos = System.nanoTime() - 80 * SECOND;
        jdbc.shared.connections.get(physical).idleSince = System.nanoTime() - 90 * SECOND;
        run(physical, true);

        assertThat(told).noneMatch(ConnectionBroken.class::isInstance);
    }

    /** Opened by hand and used, then left alone for so long. */
    private Connection kept(String url, long seconds) {
        Connection physical = Fakes.of(Connection.class);
        jdbc.enter(Hooks.OPEN, driver, url, new Properties());
        jdbc.exit(Hooks.OPEN, physical, driver, null, null);
        run(physical, false);
        rests(physical, seconds);
        return physical;
    }

    private Connection kept() {
        return kept("jdbc:postgresql://db/shop", 301);
    }

    private void rests(Connection physical, long seconds) {
        jdbc.shared.connections.get(physical).idleSince = System.nanoTime() - seconds * SECOND;
    }

    private List<ConnectionRested> rested() {
        return told.stream()
                .filter(ConnectionRested.class::isInstance)
                .map(ConnectionRested.class::cast)
                .toList();
    }

    @Test
    void flags_each_use_of_a_connection_kept_by_hand_after_minutes_of_rest() {
        Connection physical = kept();
        run(physical, false);
        run(physical, false);
        rests(physical, 400);
        run(physical, false);

        assertThat(rested()).extracting(one -> one.idleNanos() / SECOND).containsExactly(301L, 400L);
    }

    @Test
    void stays_silent_about_a_shorter_rest_and_a_database_inside_the_process() {
        run(kept("jdbc:postgresql://db/shop", 290), false);
        run(kept("jdbc:h2:mem:shop", 400), false);

        assertThat(rested()).isEmpty();
    }

    @Test
    void stays_silent_about_one_that_was_asked_whether_it_works() {
        Connection physical = kept();
        jdbc.enter(StatementHooks.TRIED, physical, null, null);
        run(physical, "", null, false); // the driver's own question
        jdbc.exit(StatementHooks.TRIED, true, physical, null, null);
        run(physical, false);

        assertThat(rested()).isEmpty();
    }

    @Test
    void flags_one_that_rests_again_after_it_was_asked() {
        Connection physical = kept();
        jdbc.enter(StatementHooks.TRIED, physical, null, null);
        jdbc.exit(StatementHooks.TRIED, true, physical, null, null);
        jdbc.shared.connections.get(physical).heardNanos -= 301 * SECOND;
        rests(physical, 600);
        run(physical, false);

        assertThat(rested()).extracting(one -> one.idleNanos() / SECOND).containsExactly(301L);
    }

    @Test
    void stays_silent_about_one_that_was_tried_by_a_statement() {
        for (String probe : List.of("SELECT 1", "/* ping */ select 1 from dual", "VALUES 1", "")) {
            Connection physical = kept();
            run(physical, probe, null, false);
            run(physical, false);
        }

        assertThat(rested()).isEmpty();
    }

    @Test
    void stays_silent_where_a_commit_was_answered_in_between() {
        Connection physical = kept();
        jdbc.exit(StatementHooks.AUTO_COMMIT, null, physical, false, null);
        jdbc.shared.connections.get(physical).transaction.ran(Shape.UNKNOWN, 1, 1);
        jdbc.enter(StatementHooks.COMMIT, physical, null, null);
        jdbc.exit(StatementHooks.COMMIT, null, physical, null, null);
        run(physical, false);

        assertThat(rested()).isEmpty();
    }

    @Test
    void stays_silent_where_rows_were_read_all_the_while() {
        jdbc.shared.rows.share(new int[1 << 14], new int[1 << 14]);
        Connection closed = kept("jdbc:postgresql://db/shop", 1);
        ResultSet rows = Fakes.of(ResultSet.class);
        run(closed, "select b from t", rows, false);
        rests(closed, 400);
        jdbc.enter(StatementHooks.READ, rows, null, null);
        run(closed, false);
        Connection open = kept("jdbc:postgresql://db/shop", 1);
        run(open, "select c from t", Fakes.of(ResultSet.class), false);
        rests(open, 400);
        run(open, false);

        assertThat(rested()).isEmpty();
    }

    @Test
    void stays_silent_about_one_that_a_pool_lent_and_one_that_waits_for_notifications() throws InterruptedException {
        Connection pooled = open();
        borrow();
        run(pooled, false);
        rests(pooled, 400);
        run(pooled, false);
        Connection listening = kept("jdbc:postgresql://db/shop", 1);
        run(listening, "LISTEN news", null, false);
        rests(listening, 400);
        run(listening, false);

        assertThat(rested()).isEmpty();
    }

    @Test
    void says_broken_instead_where_it_was() {
        run(kept(), true);

        assertThat(rested()).isEmpty();
        assertThat(told).anyMatch(one -> one instanceof ConnectionBroken broken && !broken.pooled());
    }

    @Test
    void stays_silent_about_one_that_broke_right_after_it_was_asked() {
        Connection physical = kept();
        jdbc.enter(StatementHooks.TRIED, physical, null, null);
        jdbc.exit(StatementHooks.TRIED, true, physical, null, null);
        run(physical, true);

        assertThat(told).noneMatch(ConnectionBroken.class::isInstance);
    }
}
