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

    private static final int REQUESTS = 16;

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
    private ExecutorService server = server(1);

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
    }

    private void open() {
        Object driver = new Object();
        jdbc.enter(Hooks.OPEN, driver, "jdbc:postgresql://db/shop", new Properties());
        jdbc.exit(Hooks.OPEN, only, driver, null, null);
    }

    private void request(boolean known) {
        if (known) {
            surroundings.workers().worksFor(server);
        }
        surroundings.units().begin(Unit.Kind.REQUEST, false, true);
        PreparedStatement made = Fakes.of(PreparedStatement.class);
        jdbc.enter(StatementHooks.MADE, only, "select a from t", null);
        jdbc.exit(StatementHooks.MADE, made, only, null, null);
        jdbc.enter(StatementHooks.RUN, made, null, null);
        jdbc.exit(StatementHooks.RUN, null, made, null, null);
        surroundings.units().end();
    }

    /** One request after the other. */
    private void serve(boolean known) throws ExecutionException, InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            server.submit(() -> request(known)).get();
        }
    }

    private List<ConnectionShared> shared() {
        return told.stream()
                .filter(ConnectionShared.class::isInstance)
                .map(ConnectionShared.class::cast)
                .toList();
    }

    @Test
    void an_executor_of_one_thread_serves_one_request_at_a_time() throws Exception {
        open();
        serve(true);

        assertThat(shared()).singleElement().satisfies(seen -> {
            assertThat(seen.units()).isEqualTo(REQUESTS);
            assertThat(seen.overlapped()).isFalse();
            assertThat(seen.concurrent()).isFalse();
        });
    }

    @Test
    void an_executor_of_more_threads_may_serve_two_at_once() throws Exception {
        stop();
        server = server(8);
        open();
        serve(true);

        assertThat(shared())
                .singleElement()
                .satisfies(seen -> assertThat(seen.concurrent()).isTrue());
    }

    @Test
    void of_an_unknown_executor_counts_how_many_threads_were_seen() throws Exception {
        open();
        serve(false);
        assertThat(shared())
                .singleElement()
                .satisfies(seen -> assertThat(seen.concurrent()).isFalse());

        stop();
        server = server(1); // another thread
        serve(false);
        assertThat(shared()).last().satisfies(seen -> {
            assertThat(seen.units()).isEqualTo(2 * REQUESTS);
            assertThat(seen.concurrent()).isTrue();
        });
    }
}
