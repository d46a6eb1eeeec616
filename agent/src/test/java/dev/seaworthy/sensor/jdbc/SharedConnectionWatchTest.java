package dev.seaworthy.sensor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionShared;
import dev.seaworthy.observation.Observation;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.discover.StatementHooks;
import dev.seaworthy.weave.Hook;
import dev.seaworthy.weave.Receiver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of one connection that serves many requests: whether there can be two of them at once. */
class SharedConnectionWatchTest {

    private final List<Observation> told = new CopyOnWriteArrayList<>();
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
    private final Connection only = Fakes.of(Connection.class);
    private final ExecutorService server = server(1);
    private final ExecutorService other = server(1);

    private static final class AtOnce implements Late {
        @Override
        public void weave(Class<?> type, List<Hook> hooks, long patienceMillis) {}

        @Override
        public void later(Runnable task) {
            task.run();
        }
    }

    private static ExecutorService server(int threads) {
        return new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
        other.shutdownNow();
    }

    private void open() {
        Object driver = new Object();
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, only, driver, null, null);
    }

    private void run() {
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, only, "select a from t", null);
        jdbc.exit(StatementHooks.MADE, made, only, null, null);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
    }

    private List<ConnectionShared> shared() {
        return told.stream()
                .filter(ConnectionShared.class::isInstance)
                .map(ConnectionShared.class::cast)
                .toList();
    }

    /** Two requests that go on at the same time use it in turn, each so often. */
    private void inTurn(int times) throws ExecutionException, InterruptedException {
        begin(server);
        begin(other);
        for (int i = 0; i < times; i++) {
            server.submit(this::run).get();
            other.submit(this::run).get();
        }
        end(server);
        end(other);
    }

    private void begin(ExecutorService thread) throws ExecutionException, InterruptedException {
        thread.submit(() -> surroundings.units().begin(Unit.Kind.REQUEST, false, true))
                .get();
    }

    private void end(ExecutorService thread) throws ExecutionException, InterruptedException {
        thread.submit(() -> surroundings.units().end()).get();
    }

    @Test
    void requests_that_go_on_at_once_share_it() throws Exception {
        open();
        inTurn(3);

        assertThat(shared()).isNotEmpty().allSatisfy(seen -> {
            assertThat(seen.overlapped()).isFalse();
            assertThat(seen.connections()).isEqualTo(1);
        });
    }

    @Test
    void requests_that_come_one_after_the_other_share_nothing() throws Exception {
        open();
        for (int i = 0; i < 40; i++) {
            ExecutorService thread = i % 2 == 0 ? server : other;
            begin(thread);
            thread.submit(this::run).get();
            end(thread);
        }

        assertThat(shared()).isEmpty();
    }
}
