package dev.seaworthy.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClassSearchTest {

    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final Counts errors = new Counts();
    private final ClassSearch search = new ClassSearch(new Loaded(instrumentation()), errors, now::get);
    private final List<Object> found = new ArrayList<>();

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                ClassSearchTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, args) -> {
                    passes.incrementAndGet();
                    return new Class<?>[] {String.class, Integer.class, CharSequence.class, int[].class, Thread.class};
                });
    }

    @Test
    void one_pass_serves_all_who_asked() {
        search.ask(CharSequence.class, found::addAll);
        search.ask(Runnable.class, found::addAll);
        search.ask(List.class, found::add);

        search.work();

        assertThat(found).containsExactly(String.class, Thread.class, List.of());
        assertThat(passes).hasValue(1);
    }

    @Test
    void makes_no_pass_where_nobody_looks() {
        search.work();
        search.ask(Runnable.class, found::addAll);
        search.work();
        search.work();

        assertThat(passes).hasValue(1);
        assertThat(found).hasSize(1);
    }

    @Test
    void a_pass_is_followed_by_four_times_its_length_of_rest() {
        search.ask(Runnable.class, types -> now.addAndGet(100));
        search.work();
        search.ask(Runnable.class, found::addAll);

        now.addAndGet(399);
        search.work();
        assertThat(found).isEmpty();

        now.addAndGet(1);
        search.work();
        assertThat(found).containsExactly(Thread.class);
    }

    @Test
    void the_longest_pass_is_followed_by_two_seconds_of_rest() {
        search.ask(Runnable.class, types -> now.addAndGet(TimeUnit.MINUTES.toNanos(1)));
        search.work();
        search.ask(Runnable.class, found::addAll);

        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        search.work();

        assertThat(found).containsExactly(Thread.class);
    }

    @Test
    void who_fails_keeps_nobody_from_what_was_found() {
        search.ask(Runnable.class, types -> {
            throw new AssertionError("the first");
        });
        search.ask(Runnable.class, found::addAll);

        search.work();

        assertThat(found).containsExactly(Thread.class);
        assertThat(errors.get("late")).isEqualTo(1);
    }

    @Test
    void who_asks_while_a_pass_is_made_is_served_by_the_next() {
        search.ask(Runnable.class, types -> search.ask(CharSequence.class, found::addAll));
        search.work();
        assertThat(found).isEmpty();

        search.work();
        assertThat(found).containsExactly(String.class);
    }
}
