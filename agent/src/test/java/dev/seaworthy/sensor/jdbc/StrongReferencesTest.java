package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is held of the application while the agent's thread stands still: nobody calls {@code tick}. */
class StrongReferencesTest {

    private static final long SECOND = 1_000_000_000L;

    private final Jdbc jdbc = new Jdbc(new Receiver() {}, new Surroundings(key -> null), new Silent(), new AtOnce());
    private final Object driver = new Object();
    private final Object pool = new Object();

    private static final class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {}
    }

    private Connection open() {
        Connection made = Fakes.of(Connection.class);
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, made, driver, null, null);
        return made;
    }

    private PreparedStatement prepare(Connection on) {
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, on, "select a from t", null);
        jdbc.exit(StatementHooks.MADE, made, on, "select a from t", null);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
        return made;
    }

    private Connection borrow() {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        return logical;
    }

    /** A statement, its connection, and a borrowed connection, none of them closed. */
    private List<WeakReference<Object>> leave() {
        Connection physical = open();
        List<WeakReference<Object>> left = new ArrayList<>();
        left.add(new WeakReference<>(prepare(physical)));
        left.add(new WeakReference<>(borrow()));
        left.add(new WeakReference<>(physical));
        return left;
    }

    private static boolean areGone(List<WeakReference<Object>> left) {
        System.gc();
        return left.stream().allMatch(one -> one.refersTo(null));
    }

    @Test
    void whoever_makes_the_next_statement_loosens_what_the_agents_thread_did_not() {
        List<WeakReference<Object>> left = leave();
        Connection physical = open();
        jdbc.shared.strong.loosened(System.nanoTime() - 5 * SECOND);
        prepare(physical);

        Awaitility.await().until(() -> areGone(left));
    }

    @Test
    void whoever_borrows_next_loosens_what_the_agents_thread_did_not() {
        List<WeakReference<Object>> left = leave();
        jdbc.shared.strong.loosened(System.nanoTime() - 5 * SECOND);
        borrow();

        Awaitility.await().until(() -> areGone(left));
    }

    @Test
    void what_is_open_is_found_as_before() {
        Connection physical = open();
        PreparedStatement statement = prepare(physical);
        Connection lent = borrow();
        jdbc.shared.strong.loosened(System.nanoTime() - 5 * SECOND);
        Connection next = borrow();

        assertThat(jdbc.leases.of(lent, jdbc.shared.threads.here())).isNotNull();
        jdbc.enter(StatementHooks.DROP, statement, null, null);
        jdbc.enter(Hooks.RETURN, lent, null, null);
        jdbc.exit(Hooks.RETURN, null, lent, null, null);
        assertThat(jdbc.leases.of(lent, jdbc.shared.threads.here())).isNull();
        assertThat(jdbc.leases.of(next, jdbc.shared.threads.here())).isNotNull();
    }
}
