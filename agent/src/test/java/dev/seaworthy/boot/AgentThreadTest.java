package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentThreadTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Counts errors = new Counts();
    private final Steps steps = new Steps();
    private final AgentThread agent = new AgentThread(steps, errors);

    @AfterEach
    void end() {
        steps.gate.countDown();
        steps.over = true;
        agent.join(LONG.toMillis());
        assertThat(agent.thread().isAlive()).isFalse();
    }

    @Test
    void goes_on_whatever_fails_and_counts_it() {
        steps.failures.addAll(List.of(
                new AssertionError("a rule's"),
                new OutOfMemoryError("the application's"),
                new StackOverflowError(),
                new NoClassDefFoundError("gone"),
                dead(),
                new IllegalStateException("plain"),
                new Exception("sneaky")));
        int failures = steps.failures.size();
        start();

        await().atMost(LONG).until(() -> steps.failures.isEmpty() && steps.judged.get() > 3);
        assertThat(errors.get("thread")).isEqualTo(failures);
        assertThat(agent.takeLast()).hasMessage("sneaky");
        assertThat(agent.takeLast()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "weave", "late", "rest"})
    void a_part_that_always_fails_keeps_no_other_from_its_turn(String part) {
        steps.poisoned = part;
        start();

        await().atMost(LONG).until(() -> steps.judged.get() > 2 && steps.lates.get() > 2 && steps.weaves.get() > 2);
        assertThat(errors.get("thread")).isPositive();
        assertThat(agent.ageMillis()).isLessThan(LONG.toMillis());
    }

    @Test
    void tells_how_long_ago_it_judged_while_it_is_stuck_and_that_it_judges_again() {
        steps.stuck = true;
        start();
        await().atMost(LONG).until(() -> agent.ageMillis() > 700);

        steps.stuck = false;
        steps.gate.countDown();
        await().atMost(LONG).until(() -> agent.ageMillis() < 500);
    }

    @Test
    void a_judgement_that_fails_is_none() {
        steps.poisoned = "judge";
        start();
        await().atMost(LONG).until(() -> agent.ageMillis() > 700);
        assertThat(errors.get("thread")).isPositive();
    }

    @Test
    void rests_although_it_was_interrupted() {
        start();
        await().atMost(LONG).until(() -> steps.judged.get() > 0);
        agent.thread().interrupt();
        int before = steps.rests.get();
        await().atMost(LONG).until(() -> steps.rests.get() > before + 1);
        assertThat(steps.restedInterrupted.get()).isFalse();
    }

    @SuppressWarnings("removal") // it comes as long as there is a JDK that throws it
    static Throwable dead() {
        return new ThreadDeath();
    }

    private void start() {
        agent.start();
    }

    /** Fails as it is told to. */
    private static final class Steps implements AgentThread.Work {
        final List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        final AtomicInteger weaves = new AtomicInteger();
        final AtomicInteger lates = new AtomicInteger();
        final AtomicInteger rests = new AtomicInteger();
        final AtomicInteger judged = new AtomicInteger();
        final AtomicBoolean restedInterrupted = new AtomicBoolean();
        final CountDownLatch gate = new CountDownLatch(1);
        volatile String poisoned = "";
        volatile boolean stuck;
        volatile boolean over;

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void prepare() {
            fail("prepare");
        }

        @Override
        public void weaveRest() {
            weaves.incrementAndGet();
            fail("weave");
        }

        @Override
        public void late() {
            lates.incrementAndGet();
            fail("late");
        }

        @Override
        public void rest(long nanos) {
            restedInterrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
            rests.incrementAndGet();
            java.util.concurrent.locks.LockSupport.parkNanos(nanos / 10);
            fail("rest");
        }

        @Override
        public boolean judge() {
            if (stuck) {
                try {
                    gate.await();
                } catch (InterruptedException unexpected) {
                    throw new AssertionError(unexpected);
                }
            }
            fail("judge");
            judged.incrementAndGet();
            return true;
        }

        private void fail(String part) {
            if (part.equals(poisoned)) {
                throw new AssertionError(part);
            }
            if (!failures.isEmpty()) {
                AgentThreadTest.<RuntimeException>sneak(failures.remove(0));
            }
        }
    }

    @SuppressWarnings("unchecked") // so that a checked exception comes where none is declared
    static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
