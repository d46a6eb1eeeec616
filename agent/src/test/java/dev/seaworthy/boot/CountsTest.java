package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CountsTest {

    private final Counts counts = new Counts();

    @Test
    void refuses_to_fall() {
        counts.add("http.call", 3);

        assertThatThrownBy(() -> counts.add("http.call", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(counts.get("http.call")).isEqualTo(3);
    }

    @Test
    void never_falls_while_it_is_read_and_counted() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                while (!enough.get()) {
                    counts.add("http.call", 1);
                }
            });
            threads.add(thread);
            thread.start();
        }
        long before = 0;
        for (int i = 0; i < 20_000; i++) {
            long now = counts.all().getOrDefault("http.call", 0L);
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
        enough.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
