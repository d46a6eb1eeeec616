package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WeakStatesTest {

    private final AtomicLong dropped = new AtomicLong();
    private final Drops drops = (where, more) -> dropped.addAndGet(where.equals("here") ? more : 0);
    private final WeakStates<String> states = new WeakStates<>(100, "here", drops);

    /** Equal to all others, and not to be asked. */
    private static final class Stubborn {
        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException();
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException();
        }
    }

    @Test
    void remembers_by_identity_and_asks_no_object() {
        Object one = new Stubborn();
        Object other = new Stubborn();

        assertThat(states.get(one)).isNull();
        assertThat(states.remove(one)).isNull();
        assertThat(states.put(one, "one")).isTrue();
        assertThat(states.get(one)).isEqualTo("one");
        assertThat(states.get(other)).isNull();
        assertThat(states.putIfAbsent(one, "two")).isEqualTo("one");
        assertThat(states.put(one, "two")).isTrue();
        assertThat(states.size()).isEqualTo(1);
        assertThat(states.remove(one)).isEqualTo("two");
        assertThat(states.get(one)).isNull();
        assertThat(states.size()).isZero();
    }

    @Test
    void counts_what_it_drops_at_its_limit_and_has_room_again_after_a_removal() {
        WeakStates<String> few = new WeakStates<>(2, "here", drops);
        Object first = new Object();
        Object second = new Object();
        Object third = new Object();
        few.put(first, "first");
        few.put(second, "second");

        assertThat(few.put(third, "third")).isFalse();
        assertThat(few.putIfAbsent(third, "third")).isNull();
        assertThat(few.put(first, "again")).isTrue();
        assertThat(dropped).hasValue(2);
        assertThat(few.get(third)).isNull();

        few.remove(second);
        assertThat(few.put(third, "third")).isTrue();
        assertThat(dropped).hasValue(2);
    }

    @Test
    void tells_within_a_tick_of_objects_that_are_gone_and_of_no_others() {
        List<String> gone = new ArrayList<>();
        WeakStates<String> watched = new WeakStates<>(100, "here", drops, gone::add);
        Object stays = new Object();
        Object removed = new Object();
        watched.put(stays, "stays");
        watched.put(removed, "removed");
        watched.remove(removed);
        removed = new Object();
        watched.put(new Object(), "lost");

        await().until(() -> {
            System.gc();
            watched.put(stays, "stays");
            if (!gone.isEmpty()) {
                throw new AssertionError("told on an application's thread");
            }
            watched.tick();
            return !gone.isEmpty();
        });
        assertThat(gone).containsExactly("lost");
        assertThat(watched.size()).isEqualTo(1);
        assertThat(watched.get(stays)).isEqualTo("stays");
    }

    @Test
    void forgets_by_itself_what_is_gone_if_nobody_wants_to_know() {
        WeakStates<String> few = new WeakStates<>(1, "here", drops);
        few.put(new Object(), "lost");
        Object next = new Object();

        await().until(() -> {
            System.gc();
            return few.put(next, "next");
        });
        assertThat(few.size()).isEqualTo(1);
        assertThat(few.get(next)).isEqualTo("next");
    }

    /** What one thread remembers stays found and counted, whatever others do with the same buckets. */
    @Test
    void loses_nothing_while_many_threads_remember_and_forget() throws Exception {
        int threads = 4;
        int each = 200;
        WeakStates<Object> crowded = new WeakStates<>(threads * each, "here", drops);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    Object[] own = new Object[each];
                    for (int round = 0; round < 500; round++) {
                        for (int at = 0; at < each; at++) {
                            own[at] = new Object();
                            assertThat(crowded.put(own[at], at)).isTrue();
                        }
                        for (int at = each - 1; at >= 0; at -= 2) {
                            if (!Integer.valueOf(at).equals(crowded.remove(own[at]))) {
                                throw new AssertionError("not there to be removed");
                            }
                        }
                        for (int at = 0; at < each; at++) {
                            Object wanted = at % 2 == 0 ? Integer.valueOf(at) : null;
                            if (wanted == null ? crowded.get(own[at]) != null : !wanted.equals(crowded.get(own[at]))) {
                                throw new AssertionError("found wrongly");
                            }
                        }
                        for (int at = 0; at < each; at += 2) {
                            crowded.remove(own[at]);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(crowded.size()).isZero();
        assertThat(dropped).hasValue(0);
    }
}
