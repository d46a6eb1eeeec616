package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.jdbc.discover.HandleHooks;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.sensor.jdbc.track.ThreadState;
import dev.seaworthy.sensor.jdbc.track.Watch;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Calls whose end nobody sees: a hook that is switched off, or had no room on the stack, must not blind or mislead. */
class UnfinishedTest {

    private static final long SECOND = 1_000_000_000L;

    private final Jdbc jdbc = new Jdbc(new Receiver() {}, new Surroundings(key -> null), new Silent(), new AtOnce());
    private final Object driver = new Object();
    private final Object pool = new Object();
    private final List<Lease> returned = new ArrayList<>();

    UnfinishedTest() {
        jdbc.shared.watches.are(new Watch() {
            @Override
            public void returned(Lease lease) {
                returned.add(lease);
            }
        });
    }

    private ThreadState thread() {
        return jdbc.shared.threads.here();
    }

    private void opens() {
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
    }

    private Connection borrow() {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        return logical;
    }

    private Lease lease() {
        return jdbc.leases.of(borrow(), thread());
    }

    private void close(Connection logical) {
        jdbc.enter(Hooks.RETURN, logical, null, null);
        jdbc.exit(Hooks.RETURN, null, logical, null, null);
    }

    @Test
    void an_opening_goes_on_until_it_ends() throws InterruptedException {
        Thread opener = new Thread(this::opens);
        opener.start();
        opener.join();
        opens();

        assertThat(borrowedElsewhere().openedMeanwhile).isTrue();
        jdbc.thrown(Hooks.OPEN, new SQLException(), driver, null, null);
        assertThat(borrowedElsewhere().openedMeanwhile).isFalse();
    }

    private Lease borrowedElsewhere() throws InterruptedException {
        Lease[] lease = new Lease[1];
        Thread borrower = new Thread(() -> lease[0] = lease());
        borrower.start();
        borrower.join();
        return lease[0];
    }

    @Test
    void an_opening_whose_end_nobody_saw_is_over_with_its_thread() throws InterruptedException {
        Thread opener = new Thread(this::opens);
        opener.start();
        opener.join();

        assertThat(lease().openedMeanwhile).isFalse();
    }

    @Test
    void an_opening_inside_a_call_that_is_over_is_over() {
        jdbc.enter(Hooks.BORROW, pool, null, null);
        opens();
        jdbc.thrown(Hooks.BORROW, new SQLException(), pool, null, null);

        assertThat(lease().openedMeanwhile).isFalse();
    }

    @Test
    void a_close_whose_end_nobody_saw_ends_with_the_next_close() {
        Connection first = borrow();
        jdbc.enter(Hooks.RETURN, first, null, null);
        Connection second = borrow();
        close(second);
        close(borrow());

        assertThat(returned).hasSize(3);
        assertThat(thread().leases.size()).isZero();
        assertThat(thread().isPools()).isFalse();
    }

    @Test
    void a_close_that_closes_another_borrowed_connection_ends_both() {
        Connection inner = borrow();
        Connection outer = borrow();
        jdbc.enter(Hooks.RETURN, outer, null, null);
        close(inner);
        jdbc.exit(Hooks.RETURN, null, outer, null, null);

        assertThat(returned).hasSize(2);
        assertThat(thread().returning).isZero();
        assertThat(thread().ending()).isNull();
    }

    @Test
    void the_close_of_a_proxy_whose_end_nobody_saw_hides_no_other() throws NoSuchMethodException {
        Method close = Connection.class.getMethod("close");
        InvocationHandler handler = (self, method, arguments) -> null;
        InvocationHandler other = (self, method, arguments) -> method;
        jdbc.enter(HandleHooks.INVOKE, handler, close, borrow());
        jdbc.enter(HandleHooks.INVOKE, other, close, borrow());
        jdbc.exit(HandleHooks.INVOKE, null, other, null, null);

        assertThat(returned).hasSize(2);
        assertThat(thread().closingBy).isNull();
    }

    @Test
    void a_commit_that_never_said_that_it_ended_does_not_make_the_next_one_long() {
        jdbc.enter(StatementHooks.COMMIT, driver, null, null);
        thread().endingNanos -= 1_000 * SECOND;
        jdbc.enter(StatementHooks.COMMIT, driver, null, null);

        assertThat(System.nanoTime() - thread().endingNanos).isLessThan(900 * SECOND);
    }

    /** Weaves nothing and says that it did. */
    private static final class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {}
    }
}
