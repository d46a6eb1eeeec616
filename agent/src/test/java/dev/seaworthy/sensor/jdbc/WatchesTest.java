package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.sensor.jdbc.source.JdbcTypes;
import dev.seaworthy.sensor.jdbc.track.Execution;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.TrackedConnection;
import dev.seaworthy.sensor.jdbc.track.TrackedStatement;
import dev.seaworthy.sensor.jdbc.track.Transaction;
import dev.seaworthy.sensor.jdbc.track.UnitLedger;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.sensor.jdbc.watch.RepetitionWatch;
import dev.seaworthy.sensor.sql.StatementUse;
import dev.seaworthy.sensor.sql.ValueHash;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What watches hear of statements, leases, transactions and units of work. */
class WatchesTest {

    private static final int SLOTS = 1 << 14;

    private final Surroundings surroundings = new Surroundings(key -> null);
    /** Whether the JVM has not woven, or will not weave, what is found. */
    private boolean refused;

    private final Jdbc jdbc = new Jdbc(new Receiver() {}, surroundings, new Silent(), new Refusing());
    private final Log log = new Log();
    private final int[] owners = new int[SLOTS];
    private final int[] counts = new int[SLOTS];
    private final Object driver = new Object();
    private final Object pool = new Object();

    WatchesTest() {
        jdbc.shared.watches.are(log);
        jdbc.shared.rows.share(owners, counts);
    }

    /** Copies what it is told: all of that is used again. */
    private static final class Log implements Watch {
        final List<String> told = new CopyOnWriteArrayList<>();
        final List<Lease> leases = new ArrayList<>();

        @Override
        public void executed(Execution e) {
            told.add("ran " + e.shape.text() + " x" + e.statements + (e.autoCommit ? " auto" : "")
                    + (e.thrown == null ? "" : " failed " + e.failure().state()) + (e.lease == null ? "" : " leased"));
        }

        @Override
        public void refused(Execution e) {
            told.add("refused " + e.shape.text() + " " + e.failure().state());
        }

        @Override
        public void rowsRead(TrackedStatement command, StatementUse use, int rows) {
            told.add("read " + rows);
        }

        @Override
        public void borrowed(Lease lease, ThreadState thread) {
            told.add("borrowed" + (lease.byHand ? " by hand" : ""));
            leases.add(lease);
        }

        @Override
        public void borrowFailed(@Nullable Object lender, Throwable thrown, long waitNanos, boolean opened) {
            told.add("failed " + JdbcTypes.failure(thrown).state() + (opened ? " opening" : ""));
        }

        @Override
        public void returned(Lease lease) {
            told.add((lease.isLost() ? "lost" : "returned")
                    + (lease.uncommitted ? " uncommitted" : "")
                    + (lease.pooled ? " pooled" : ""));
        }

        @Override
        public void transactionEnded(TrackedConnection on, boolean committed) {
            Transaction transaction = on.transaction;
            told.add((committed ? "committed " : "rolled back ") + transaction.writes + " of " + transaction.statements
                    + (!committed && transaction.endedByPool ? " by pool" : ""));
        }

        @Override
        public void ended(UnitLedger work) {
            StringBuilder said = new StringBuilder("ended " + work.unit().kind() + " trips " + work.roundTrips);
            for (int i = 0; i < work.shapes(); i++) {
                StatementUse use = work.use(i);
                said.append("; ").append(use.shape.text()).append(" x").append(use.count);
                said.append(use.distinct ? " distinct" : "");
                said.append(use.shape.verb().isWrite() && RepetitionWatch.isRepetition(use) ? " repeated" : "");
                said.append(use.rowsBefore() < 0 ? "" : " after " + use.rowsBefore() + " rows");
            }
            told.add(said.toString());
        }
    }

    private final class Refusing implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void weave(
                Map<Class<?>, List<Hook>> hierarchy,
                long patienceMillis,
                @Nullable Class<?> watched,
                Runnable inPlace) {
            if (!refused && watched != null) {
                inPlace.run();
            }
        }

        @Override
        public void later(Runnable task) {}
    }

    private Connection open() {
        Connection made = Fakes.of(Connection.class);
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, made, driver, null, null);
        return made;
    }

    /** A physical connection that a pool opened on a thread of its own. */
    private Connection pooled() throws InterruptedException {
        Connection[] made = new Connection[1];
        Thread thread = new Thread(() -> made[0] = open());
        thread.start();
        thread.join();
        log.told.clear();
        log.leases.clear();
        return made[0];
    }

    private Connection borrow() {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        return logical;
    }

    private void giveBack(Connection logical) {
        jdbc.enter(Hooks.RETURN, logical, null, null);
        jdbc.exit(Hooks.RETURN, null, logical, null, null);
    }

    private PreparedStatement prepare(Connection physical, String sql) {
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, physical, sql, null);
        jdbc.exit(StatementHooks.MADE, made, physical, null, null);
        return made;
    }

    private @Nullable ResultSet run(Object statement, int rows) {
        ResultSet result = rows < 0 ? null : Fakes.of(ResultSet.class);
        jdbc.enter(StatementHooks.RUN, statement, null, null);
        jdbc.exit(StatementHooks.RUN, result, statement, null, null);
        for (int i = 0; i < rows; i++) {
            int slot = System.identityHashCode(result) & SLOTS - 1;
            if (owners[slot] == System.identityHashCode(result)) {
                counts[slot]++;
            }
        }
        return result;
    }

    private void inRequest(Runnable work) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        try {
            work.run();
        } finally {
            surroundings.units().end();
        }
    }

    @Test
    void a_loop_over_rows_is_seen_as_one() throws InterruptedException {
        Connection physical = pooled();
        inRequest(() -> {
            Connection logical = borrow();
            ResultSet owners = run(prepare(physical, "select * from owner"), 4);
            PreparedStatement pets = prepare(physical, "select * from pet where owner = ?");
            for (int i = 0; i < 4; i++) {
                jdbc.statements.bound(pets, 1, i);
                run(pets, 2);
            }
            jdbc.enter(StatementHooks.READ, owners, null, null);
            giveBack(logical);
        });

        assertThat(log.told)
                .contains(
                        "borrowed",
                        "ran select * from owner x1 auto leased",
                        "read 4",
                        "returned",
                        "ended REQUEST trips 5; select * from owner x1; select * from pet where owner = ? x4 distinct"
                                + " after 4 rows");
    }

    @Test
    void the_same_values_are_no_distinct_ones() throws InterruptedException {
        Connection physical = pooled();
        inRequest(() -> {
            Connection logical = borrow();
            for (int i = 0; i < 3; i++) {
                PreparedStatement again = prepare(physical, "select 1 from t where a = ? and b = ?");
                jdbc.statements.bound(again, 2, ValueHash.hash("x"));
                jdbc.statements.bound(again, 1, i == 0 ? 5 : 4);
                jdbc.statements.bound(again, 1, 4);
                run(again, -1);
                jdbc.enter(StatementHooks.DROP, again, null, null);
            }
            giveBack(logical);
        });

        assertThat(log.told).contains("ended REQUEST trips 3; select ? from t where a = ? and b = ? x3");
    }

    @Test
    void a_nested_or_inherited_call_is_the_same_execution() {
        Connection physical = open();
        PreparedStatement statement = prepare(physical, "delete from t");
        jdbc.enter(StatementHooks.RUN, statement, null, null);
        jdbc.enter(StatementHooks.RUN, statement, "delete from t", null);
        jdbc.exit(StatementHooks.RUN, false, statement, null, null);
        jdbc.thrown(StatementHooks.RUN, new SQLException("no", "42P01"), statement, null, null);

        assertThat(log.told).containsOnlyOnce("ran delete from t x1 auto failed 42P01 leased");
        assertThat(log.told.stream().filter(one -> one.startsWith("ran"))).hasSize(1);
    }

    /** One overload of the connection's calls another, and both throw. */
    @Test
    void a_text_that_the_database_refuses_to_prepare_is_refused_once() {
        Connection physical = open();
        for (int i = 0; i < 2; i++) {
            jdbc.enter(StatementHooks.MADE, physical, "select nothing from t", null);
        }
        for (int i = 0; i < 2; i++) {
            jdbc.thrown(StatementHooks.MADE, new SQLException("no", "42703"), physical, null, null);
        }
        PreparedStatement statement = prepare(physical, "delete from t");
        jdbc.enter(StatementHooks.RUN, statement, null, null);
        jdbc.exit(StatementHooks.RUN, false, statement, null, null);

        assertThat(log.told).containsOnlyOnce("refused select nothing from t 42703");
        assertThat(log.told).containsOnlyOnce("ran delete from t x1 auto leased");
    }

    @Test
    void a_batch_is_one_round_trip_of_many_statements() {
        Connection physical = open();
        PreparedStatement statement = prepare(physical, "insert into t values (?)");
        for (int i = 0; i < 7; i++) {
            jdbc.enter(StatementHooks.ADD, statement, null, null);
        }
        jdbc.enter(StatementHooks.RUN_BATCH, statement, null, null);
        jdbc.exit(StatementHooks.RUN_BATCH, null, statement, null, null);

        assertThat(log.told).contains("ran insert into t values (?) x7 auto leased");
    }

    @Test
    void an_import_in_batches_is_no_loop_of_writes_but_one_by_one_is() {
        Connection physical = open();
        inRequest(() -> write(prepare(physical, "insert into t values (?)"), 7));
        inRequest(() -> write(prepare(physical, "insert into t values (?)"), 1));

        assertThat(log.told)
                .contains(
                        "ended REQUEST trips 20; insert into t values (?) x20 distinct",
                        "ended REQUEST trips 20; insert into t values (?) x20 distinct repeated");
    }

    private void write(PreparedStatement statement, int inOne) {
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < inOne; j++) {
                jdbc.statements.bound(statement, 1, i * inOne + j);
                if (inOne > 1) {
                    jdbc.enter(StatementHooks.ADD, statement, null, null);
                }
            }
            int op = inOne > 1 ? StatementHooks.RUN_BATCH : StatementHooks.RUN;
            jdbc.enter(op, statement, null, null);
            jdbc.exit(op, null, statement, null, null);
        }
    }

    @Test
    void what_a_pool_asks_while_it_lends_is_its_own() throws InterruptedException {
        Connection physical = pooled();
        PreparedStatement probe = prepare(physical, "select 1");
        jdbc.enter(Hooks.BORROW, pool, null, null);
        run(probe, 1);
        jdbc.exit(Hooks.BORROW, Fakes.lent(), pool, null, null);

        assertThat(log.told).containsExactly("borrowed");
    }

    @Test
    void what_is_lent_before_its_close_can_be_seen_is_no_lease() {
        refused = true;
        giveBack(borrow());
        borrow();

        assertThat(log.told).isEmpty();
        assertThat(jdbc.shared.threads.here().leases.size()).isZero();
    }

    @Test
    void what_is_opened_by_hand_before_its_close_can_be_seen_is_no_lease() {
        refused = true;
        run(prepare(open(), "select a from t"), -1);

        assertThat(log.told).noneMatch(one -> one.startsWith("borrowed"));
    }

    @Test
    void a_transaction_is_told_with_its_writes_and_by_whom_it_ended() throws InterruptedException {
        Connection physical = pooled();
        Connection logical = borrow();
        jdbc.exit(StatementHooks.AUTO_COMMIT, null, physical, false, null);
        run(prepare(physical, "select a from t"), -1);
        run(prepare(physical, "update t set a = 1"), -1);
        commit(physical, StatementHooks.COMMIT);
        commit(physical, StatementHooks.COMMIT); // nothing ran in between: no transaction
        run(prepare(physical, "insert into t values (2)"), -1);
        jdbc.enter(Hooks.RETURN, logical, null, null);
        commit(physical, StatementHooks.ROLLBACK);
        jdbc.exit(Hooks.RETURN, null, logical, null, null);

        assertThat(log.told)
                .containsSubsequence("committed 1 of 2", "rolled back 1 of 1 by pool", "returned uncommitted")
                .contains("ended NONE trips 4; select a from t x1; update t set a = ? x1; insert into t values (?) x1");
        assertThat(log.told.stream().filter(one -> one.startsWith("committed"))).hasSize(1);
    }

    private void commit(Connection physical, int how) {
        jdbc.enter(how, physical, null, null);
        jdbc.exit(how, null, physical, null, null);
    }

    @Test
    void a_connection_opened_by_hand_is_a_lease_of_its_own() {
        Connection physical = open();
        run(prepare(physical, "select a from t"), -1);
        jdbc.enter(Hooks.END, physical, null, null);
        jdbc.enter(Hooks.END, physical, null, null);

        assertThat(log.told)
                .containsExactly(
                        "borrowed by hand",
                        "ran select a from t x1 auto leased",
                        "returned",
                        "ended NONE trips 1; select a from t x1");
    }

    @Test
    void what_a_pool_opened_for_itself_is_no_lease_of_its_opener() throws InterruptedException {
        Connection physical = pooled();
        Connection logical = borrow();
        run(prepare(physical, "select a from t"), -1);
        giveBack(logical);

        assertThat(log.told).containsSubsequence("borrowed", "returned pooled", "ran select a from t x1 auto leased");
        assertThat(log.leases.get(0).physical()).isNull(); // used again, or cleared
    }

    @Test
    void a_second_close_and_a_close_by_another_thread_end_a_lease_once() throws InterruptedException {
        Connection logical = borrow();
        Thread other = new Thread(() -> giveBack(logical));
        other.start();
        other.join();
        giveBack(logical);

        assertThat(log.told).containsExactly("borrowed", "returned");
        assertThat(jdbc.shared.threads.here().leases.size()).isZero();
    }

    @Test
    void a_wrapper_of_five_is_one_lease() {
        Connection inner = Fakes.lent();
        Object[] sources = {new Object(), new Object(), new Object(), new Object(), pool};
        for (Object source : sources) {
            jdbc.enter(Hooks.BORROW, source, null, null);
        }
        for (int i = sources.length - 1; i >= 0; i--) {
            jdbc.exit(Hooks.BORROW, i == sources.length - 1 ? inner : Fakes.lent(), sources[i], null, null);
        }

        assertThat(log.told).containsExactly("borrowed");
        assertThat(log.leases.get(0).lent().get()).isSameAs(pool);
    }

    /** p6spy's DataSource lives beside its driver. */
    @Test
    void a_data_source_of_a_driver_s_package_that_hands_on_what_it_is_lent_opens_nothing() {
        DataSource recorder = Fakes.of(DataSource.class);
        for (int i = 0; i < 2; i++) {
            Connection wrapper = Fakes.of(Connection.class);
            jdbc.enter(Hooks.OPEN, recorder, null, null);
            borrow();
            jdbc.exit(Hooks.OPEN, wrapper, recorder, null, null);
            giveBack(wrapper);
            assertThat(jdbc.shared.connections.get(wrapper)).isNull();
            assertThat(log.leases.get(i).openedMeanwhile).isFalse();
            assertThat(log.leases.get(i).openedMeanwhile).isFalse();
        }

        assertThat(log.told).containsExactly("borrowed", "returned", "borrowed", "returned");
    }

    @Test
    void a_borrow_that_fails_is_told_once() {
        Object wrapper = new Object();
        jdbc.enter(Hooks.BORROW, wrapper, null, null);
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.thrown(Hooks.BORROW, new SQLException("timed out", "08001"), pool, null, null);
        jdbc.thrown(Hooks.BORROW, new SQLException("wrapped"), wrapper, null, null);

        assertThat(log.told).hasSize(1);
    }

    @Test
    void a_connection_that_is_collected_without_a_close_is_lost() {
        borrow();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            jdbc.tick(System.currentTimeMillis(), false);
            return log.told.contains("lost");
        });
        assertThat(jdbc.shared.threads.here().leases.size()).isZero();
    }

    @Test
    void two_leases_of_a_thread_do_not_take_each_other_s_connection() throws InterruptedException {
        Connection first = pooled();
        Connection second = pooled();
        Connection outer = borrow();
        run(prepare(first, "select a from t"), -1);
        Connection inner = borrow();
        run(prepare(second, "select b from t"), -1);
        run(prepare(first, "select c from t"), -1);

        Lease outerLease = jdbc.shared.threads.here().leases.find(outer);
        Lease innerLease = jdbc.shared.threads.here().leases.find(inner);
        assertThat(outerLease.physical()).isSameAs(jdbc.shared.connections.get(first));
        assertThat(innerLease.physical()).isSameAs(jdbc.shared.connections.get(second));
        assertThat(outerLease.statements()).isEqualTo(2);
    }

    @Test
    void a_task_that_continues_a_request_writes_to_its_ledger() throws InterruptedException {
        Connection physical = pooled();
        inRequest(() -> {
            Unit unit = surroundings.units().current();
            Thread task = new Thread(() -> {
                surroundings.units().adopt(unit);
                Connection logical = borrow();
                run(prepare(physical, "select a from t"), -1);
                giveBack(logical);
                surroundings.units().end();
            });
            task.start();
            join(task);
        });

        assertThat(log.told).endsWith("ended REQUEST trips 1; select a from t x1");
    }

    @Test
    void what_goes_on_after_its_request_is_told_apart() throws InterruptedException {
        Connection physical = pooled();
        Unit[] unit = new Unit[1];
        inRequest(() -> {
            unit[0] = surroundings.units().current();
            run(prepare(physical, "select a from t"), -1);
        });
        surroundings.units().adopt(unit[0]);
        run(prepare(physical, "select b from t"), -1);
        surroundings.units().end();

        assertThat(log.told)
                .contains("ended REQUEST trips 1; select a from t x1", "ended REQUEST trips 1; select b from t x1");
    }

    @Test
    void ten_thousand_texts_and_shapes_stay_bounded() {
        Connection physical = open();
        PreparedStatement statement = prepare(physical, "select a from t");
        for (int i = 0; i < 10_000; i++) {
            jdbc.enter(StatementHooks.RUN, statement, "select a from t" + i, null);
            jdbc.exit(StatementHooks.RUN, null, statement, null, null);
            log.told.clear();
        }
        jdbc.enter(Hooks.END, physical, null, null);

        assertThat(log.told).anyMatch(one -> one.startsWith("ended NONE trips 10000"));
        assertThat(log.told.get(1).split(";")).hasSizeLessThan(260);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException unlikely) {
            throw new IllegalStateException(unlikely);
        }
    }
}
