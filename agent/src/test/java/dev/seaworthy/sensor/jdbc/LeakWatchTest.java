package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.ConnectionKept.How;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.sensor.jdbc.track.Lease;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which connections that were never closed are told as leaks. */
class LeakWatchTest {

    private final Surroundings surroundings = new Surroundings(key -> null);
    private final List<ConnectionKept> kept = new ArrayList<>();
    private final List<Connection> held = new ArrayList<>();
    private boolean ticking;
    private Jdbc jdbc = new Jdbc(new Receiver() {}, surroundings, new Told(), new AtOnce());

    /** A pool that says how many it lent. */
    public static final class Counting {
        int active;

        public int getNumActive() {
            return active;
        }
    }

    /** A pool that says nothing. */
    public static final class Mute {}

    private final class Told implements Observations {
        @Override
        public void add(Observation seen) {
            if (seen instanceof ConnectionKept one) {
                kept.add(one);
            }
        }

        @Override
        public void count(String sense, long more) {}
    }

    /** Gives a question up at once, as if it were never answered. */
    private static final class GivingUp extends AtOnce {
        final List<Runnable> questions = new ArrayList<>();

        @Override
        public void ask(Runnable question) {
            questions.add(question);
        }
    }

    private static class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {
            task.run();
        }
    }

    /** In a request of its own; the connection is held, or forgotten. */
    private void request(Object pool, boolean holds, boolean closes) {
        Connection physical = Fakes.of(Connection.class);
        Thread opener = new Thread(() -> {
            jdbc.enter(Hooks.OPEN, pool, "jdbc:postgresql://db/shop", new Properties());
            jdbc.exit(Hooks.OPEN, physical, pool, null, null);
        });
        opener.start();
        try {
            opener.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        Connection logical = borrow(pool);
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, physical, "select a from t", null);
        jdbc.exit(StatementHooks.MADE, made, physical, null, null);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
        if (closes) {
            close(logical);
        }
        if (holds) {
            held.add(logical);
        }
        surroundings.units().end();
    }

    private Connection borrow(Object pool) {
        Connection logical = Fakes.lent();
        jdbc.enter(Hooks.BORROW, pool, null, null);
        jdbc.exit(Hooks.BORROW, logical, pool, null, null);
        return logical;
    }

    private void close(Connection logical) {
        jdbc.enter(Hooks.RETURN, logical, null, null);
        jdbc.exit(Hooks.RETURN, null, logical, null, null);
    }

    /** In one request, without a statement on any of them. */
    private void unused(Object pool) {
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        held.add(borrow(pool));
        held.add(borrow(pool));
        surroundings.units().end();
    }

    private void end() {
        jdbc.tick(System.currentTimeMillis(), false);
        jdbc.tick(System.currentTimeMillis(), true);
    }

    @Test
    void flags_a_pool_that_only_ever_leaks_where_the_pool_counts_them_as_lent() {
        Counting pool = new Counting();
        pool.active = 2;
        request(pool, true, false);
        request(pool, true, false);
        end();

        assertThat(kept).extracting(ConnectionKept::how).containsExactly(How.ABANDONED, How.ABANDONED);
    }

    @Test
    void stays_silent_where_a_pool_takes_them_back_by_a_method_of_its_own() {
        Counting pool = new Counting();
        pool.active = 1; // somebody uses one now
        request(pool, true, false);
        request(pool, true, false);
        end();

        assertThat(kept).isEmpty();
    }

    @Test
    void stays_silent_where_nobody_can_tell_how_connections_go_back() {
        request(new Mute(), true, false);
        request(new Mute(), true, false);
        end();

        assertThat(kept).isEmpty();
    }

    @Test
    void waits_for_no_pool_that_does_not_answer_and_asks_it_once_only() {
        GivingUp late = new GivingUp();
        jdbc = new Jdbc(new Receiver() {}, surroundings, new Told(), late);
        Counting pool = new Counting();
        pool.active = 2;
        request(pool, true, false);
        request(pool, true, false);
        late.questions.clear();
        jdbc.tick(System.currentTimeMillis(), false);
        end();

        assertThat(kept).isEmpty();
        assertThat(late.questions).hasSize(1);
    }

    @Test
    void asks_no_pool_about_a_lost_connection_inside_a_tick() {
        List<Runnable> tasks = new ArrayList<>();
        AtOnce late = new AtOnce() {
            @Override
            public void later(Runnable task) {
                tasks.add(task);
            }

            @Override
            public void ask(Runnable question) {
                assertThat(ticking).as("the agent's round waits for the pool").isFalse();
                question.run();
            }
        };
        jdbc = new Jdbc(new Receiver() {}, surroundings, new Told(), late);
        Counting pool = new Counting();
        pool.active = 2;
        request(pool, false, false);
        request(pool, false, false);
        tasks.clear();
        Awaitility.await().until(() -> {
            System.gc();
            ticking = true;
            jdbc.tick(System.currentTimeMillis(), false);
            ticking = false;
            List.copyOf(tasks).forEach(Runnable::run);
            return kept.size() == 2;
        });

        assertThat(kept).extracting(ConnectionKept::how).containsOnly(How.COLLECTED);
    }

    @Test
    void flags_what_the_pool_said_a_moment_ago_when_the_application_ends() {
        GivingUp late = new GivingUp();
        jdbc = new Jdbc(new Receiver() {}, surroundings, new Told(), late);
        Counting pool = new Counting();
        pool.active = 1;
        request(pool, true, false);
        late.questions.clear();
        jdbc.tick(System.currentTimeMillis(), false);
        late.questions.forEach(Runnable::run);
        jdbc.tick(System.currentTimeMillis(), true);

        assertThat(kept).extracting(ConnectionKept::how).containsExactly(How.ABANDONED);
    }

    @Test
    void stays_silent_where_the_pool_was_closed_before_it_was_ever_asked() {
        Counting pool = new Counting();
        request(pool, true, false);
        request(pool, true, false);
        jdbc.tick(System.currentTimeMillis(), true);

        assertThat(kept).isEmpty();
    }

    @Test
    void flags_what_is_held_of_a_pool_that_others_give_back_to() {
        Mute pool = new Mute();
        request(pool, true, false);
        request(pool, false, true);
        end();

        assertThat(kept).extracting(ConnectionKept::how).containsExactly(How.ABANDONED);
    }

    @Test
    void flags_what_is_held_where_another_pool_of_the_class_is_given_back_to() {
        request(new Mute(), false, true);
        Mute leaking = new Mute();
        request(leaking, true, false);
        end();

        assertThat(kept).extracting(ConnectionKept::how).containsExactly(How.ABANDONED);
    }

    @Test
    void flags_garbage_that_the_pool_still_counts_as_lent() {
        Counting pool = new Counting();
        pool.active = 1;
        request(pool, false, false);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            jdbc.tick(System.currentTimeMillis(), false);
            return kept.stream().anyMatch(one -> one.how() == How.COLLECTED);
        });
    }

    @Test
    void stays_silent_about_garbage_that_the_pool_has_back() {
        Counting pool = new Counting();
        request(pool, false, false);
        Counting other = new Counting();
        other.active = 1;
        request(other, false, false);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            jdbc.tick(System.currentTimeMillis(), false);
            List<Lease> open = new ArrayList<>();
            jdbc.leases.each(open::add);
            return open.isEmpty();
        });
        assertThat(kept).hasSize(1);
    }

    @Test
    void flags_what_never_ran_a_statement_without_a_database_that_nobody_knows() {
        Counting pool = new Counting();
        pool.active = 2;
        unused(pool);
        end();
        held.forEach(this::close);

        assertThat(kept)
                .extracting(ConnectionKept::how)
                .containsExactly(How.ABANDONED, How.ABANDONED, How.RETURNED, How.RETURNED);
        assertThat(kept).extracting(ConnectionKept::database).containsOnly(Database.UNKNOWN);
    }

    @Test
    void flags_what_never_ran_a_statement_with_the_database_of_others_from_its_pool() {
        Mute pool = new Mute();
        request(pool, false, true);
        unused(pool);
        end();

        assertThat(kept).extracting(ConnectionKept::how).containsExactly(How.ABANDONED, How.ABANDONED);
        assertThat(kept).extracting(seen -> seen.database().url()).containsOnly("jdbc:postgresql://db/shop");
    }

    @Test
    void takes_back_what_it_flagged_by_the_database_that_was_known_then() {
        Counting pool = new Counting();
        pool.active = 2;
        unused(pool);
        end();
        request(pool, false, true);
        held.forEach(this::close);

        assertThat(kept).filteredOn(seen -> seen.how() == How.RETURNED).hasSize(2);
        assertThat(kept).extracting(ConnectionKept::database).containsOnly(Database.UNKNOWN);
    }
}
