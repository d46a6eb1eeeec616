package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {

    @Test
    void is_made_once_however_many_threads_come_at_once() throws Exception {
        AtomicInteger makes = new AtomicInteger();
        Lazy<Object> lazy = new Lazy<>(() -> {
            makes.incrementAndGet();
            return new Object();
        });
        assertThat(lazy.ifMade()).isNull();
        CountDownLatch together = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Set<Object> seen = new HashSet<>();
        try {
            List<Future<Object>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return lazy.get();
                }));
            }
            for (Future<Object> one : all) {
                seen.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(seen).hasSize(1).containsExactly(lazy.ifMade());
        assertThat(makes).hasValue(1);
    }

    @Test
    void tries_again_if_making_it_failed() {
        AtomicInteger tries = new AtomicInteger();
        Lazy<String> lazy = new Lazy<>(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return "made";
        });

        assertThatThrownBy(lazy::get).hasMessage("not yet");
        assertThat(lazy.ifMade()).isNull();
        assertThat(lazy.get()).isEqualTo("made");
    }
}
