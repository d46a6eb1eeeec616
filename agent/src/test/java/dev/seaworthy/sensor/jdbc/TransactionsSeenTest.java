package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Calling;
import dev.seaworthy.context.Outbound;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.BorrowNested;
import dev.seaworthy.observation.BorrowWaited;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.RemoteCalled;
import dev.seaworthy.observation.TransactionEnded;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.observation.WritesAbandoned;
import dev.seaworthy.observation.WritesScattered;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Who ends a transaction, how many a request has, and what is borrowed in vain while a connection is held. */
class TransactionsSeenTest {

    private final List<Observation> told = new ArrayList<>();
    private final Surroundings surroundings = new Surroundings(key -> null);
    private final Jdbc jdbc = new Jdbc(
            new Receiver() {},
            surroundings,
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
    private final Connection physical = Fakes.of(Connection.class);

    public static final class Sized {
        public int getMaximumPoolSize() {
            return 1;
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

    private void open() throws InterruptedException {
        Thread opener = new Thread(() -> {
            jdbc.enter(Hooks.OPEN, pool, "jdbc:postgresql://db/shop", new Properties());
            jdbc.exit(Hooks.OPEN, physical, pool, null, null);
        });
        opener.start();
        opener.join();
    }

    private Connection borrow() {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        return logical;
    }

    private void run(String sql) {
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, physical, sql, null);
        jdbc.exit(StatementHooks.MADE, made, physical, null, null);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
    }

    private void autoCommit(boolean on) {
        jdbc.exit(StatementHooks.AUTO_COMMIT, null, physical, on, null);
    }

    private void commit() {
        jdbc.enter(StatementHooks.COMMIT, physical, null, null);
        jdbc.exit(StatementHooks.COMMIT, null, physical, null, null);
    }

    private void rollBack() {
        jdbc.enter(StatementHooks.ROLLBACK, physical, null, null);
        jdbc.exit(StatementHooks.ROLLBACK, null, physical, null, null);
    }

    private void close(Connection logical, Runnable inside) {
        jdbc.enter(Hooks.RETURN, logical, null, null);
        inside.run();
        jdbc.exit(Hooks.RETURN, null, logical, null, null);
    }

    private <T> List<T> all(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void request(Runnable work) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        work.run();
        surroundings.units().end();
    }

    @Test
    void what_a_manager_commits_after_the_handle_was_closed_is_not_abandoned() throws InterruptedException {
        open();
        for (int i = 0; i < 4; i++) {
            Connection handle = borrow();
            autoCommit(false);
            run("insert into orders values (?)");
            close(handle, () -> {});
            commit();
            autoCommit(true);
        }

        assertThat(all(WritesAbandoned.class)).isEmpty();
    }

    /** A transaction that was open for two seconds and waited for a call meanwhile. */
    private void waits(long callNanos) {
        Connection handle = borrow();
        autoCommit(false);
        run("update stock set pieces = ?");
        jdbc.shared.connections.get(physical).transaction.beganNanos -= 2_000_000_000L;
        Calling call = new Calling();
        call.clear("Test", false);
        call.goesTo("https", "api.example.com", 443);
        Outbound sent = surroundings.remoteCalls().send("test", 1, call);
        surroundings.remoteCalls().leave("test", 1);
        surroundings.remoteCalls().end(sent, false);
        surroundings.remoteCalls().waited(sent, callNanos);
        commit();
        close(handle, () -> {});
    }

    @Test
    void a_transaction_that_waits_for_a_call_is_told_for_the_call_alone() throws InterruptedException {
        open();
        request(() -> waits(1_900_000_000L));

        assertThat(all(RemoteCalled.class))
                .singleElement()
                .satisfies(called -> assertThat(called.inTransaction()).isTrue());
        assertThat(all(TransactionEnded.class)).isEmpty();
    }

    @Test
    void a_transaction_that_waits_for_more_than_a_call_is_idle() throws InterruptedException {
        open();
        request(() -> waits(1_000_000L));

        assertThat(all(TransactionEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.idleNanos()).isGreaterThan(1_900_000_000L));
    }

    @Test
    void what_the_pool_undoes_is_abandoned() throws InterruptedException {
        open();
        for (int i = 0; i < 4; i++) {
            Connection handle = borrow();
            autoCommit(false);
            run("insert into orders values (?)");
            close(handle, this::rollBack);
            autoCommit(true);
        }

        assertThat(all(WritesAbandoned.class)).isNotEmpty();
    }

    private void inTransaction(String write) {
        Connection handle = borrow();
        autoCommit(false);
        run(write);
        commit();
        autoCommit(true);
        close(handle, () -> {});
    }

    @Test
    void transactions_in_a_row_are_told() throws InterruptedException {
        open();
        request(() -> {
            inTransaction("insert into shop.orders values (?)");
            inTransaction("update shop.stock set pieces = ?");
        });

        assertThat(all(WritesScattered.class)).singleElement().satisfies(seen -> {
            assertThat(seen.inTransactions()).isTrue();
            assertThat(seen.tables()).containsExactly("orders", "stock");
        });
    }

    @Test
    void one_transaction_is_not() throws InterruptedException {
        open();
        request(() -> {
            Connection handle = borrow();
            autoCommit(false);
            run("insert into orders values (?)");
            run("update stock set pieces = ?");
            commit();
            autoCommit(true);
            close(handle, () -> {});
            inTransaction("insert into orders values (?)");
        });

        assertThat(all(WritesScattered.class)).isEmpty();
    }

    @Test
    void a_borrow_in_vain_is_nested_and_no_exhaustion() throws InterruptedException {
        open();
        request(() -> {
            Connection handle = borrow();
            run("select a from orders");
            jdbc.enter(Hooks.BORROW, pool, null, null);
            jdbc.thrown(Hooks.BORROW, new SQLException("timed out", "08001"), pool, null, null);
            close(handle, () -> {});
        });

        assertThat(all(BorrowNested.class))
                .singleElement()
                .satisfies(seen -> assertThat(seen.held()).isEqualTo(2));
        assertThat(all(BorrowWaited.class)).isEmpty();
    }

    @Test
    void a_borrow_in_vain_of_who_holds_nothing_is_not_nested() throws InterruptedException {
        open();
        request(() -> {
            close(borrow(), () -> run("select a from orders"));
            jdbc.enter(Hooks.BORROW, pool, null, null);
            jdbc.thrown(Hooks.BORROW, new SQLException("timed out", "08001"), pool, null, null);
        });

        assertThat(all(BorrowNested.class)).isEmpty();
    }
}
