package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers((where, more) -> {});

    /** As Tomcat's: it takes a task only when all threads are there. */
    public static final class Eager extends LinkedBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return false;
        }
    }

    public static final class Renamed {
        public int getMaxThreads() {
            return 64;
        }
    }

    public static final class Listing {
        final Thread mine = Thread.currentThread();

        public Thread[] getRunningThreads() {
            return new Thread[] {mine};
        }

        public int getMaximumPoolSize() {
            return 16;
        }
    }

    @Test
    void a_pool_that_prefers_threads_has_its_maximum() {
        assertThat(limit(new SynchronousQueue<>(), 2, 9)).isEqualTo(9);
        assertThat(limit(new ArrayBlockingQueue<>(100), 2, 9)).isEqualTo(9);
        assertThat(limit(new Eager(), 2, 9)).isEqualTo(9);
    }

    @Test
    void a_pool_whose_queue_never_fills_keeps_to_its_core() {
        assertThat(limit(new LinkedBlockingQueue<>(), 8, Integer.MAX_VALUE)).isEqualTo(8);
        assertThat(limit(new LinkedBlockingQueue<>(), 0, 4)).isEqualTo(1);
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(3);
        workers.worksFor(scheduled);
        assertThat(workers.limit(workers.here())).isEqualTo(3);
        scheduled.shutdown();
    }

    @Test
    void what_may_grow_without_end_is_endless() {
        assertThat(limit(new SynchronousQueue<>(), 0, Integer.MAX_VALUE)).isEqualTo(ThreadLimits.ENDLESS);
    }

    @Test
    void an_executor_of_any_name_is_asked_by_its_getters() {
        workers.worksFor(new Object());
        Renamed renamed = new Renamed();
        workers.worksFor(renamed);

        assertThat(workers.limit(workers.here())).isEqualTo(64);
    }

    @Test
    void an_executor_that_lists_its_threads_is_found() throws InterruptedException {
        Listing listing = new Listing();
        workers.lists(listing);

        assertThat(workers.limit(workers.here())).isEqualTo(16);
        Workers.Worker[] other = new Workers.Worker[1];
        Thread stranger = new Thread(() -> other[0] = workers.here());
        stranger.start();
        stranger.join();
        assertThat(workers.limit(other[0])).isZero();
    }

    @Test
    void a_fork_join_thread_s_pool_has_its_parallelism() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(5);
        Workers.Worker worker = pool.submit(workers::here).get();

        assertThat(workers.limit(worker)).isEqualTo(5);
        pool.shutdown();
    }

    @Test
    void nobody_knows_a_thread_of_its_own() {
        assertThat(workers.limit(workers.here())).isZero();
        assertThat(workers.takeMissed()).isTrue();
        assertThat(workers.takeMissed()).isFalse();
    }

    private int limit(BlockingQueue<Runnable> queue, int core, int most) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(core, most, 1, TimeUnit.SECONDS, queue);
        workers.worksFor(pool);
        int limit = workers.limit(workers.here());
        pool.shutdown();
        return limit;
    }
}
