package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UnitSlotTest {

    private final Units units = new Units((where, more) -> {});
    private final List<String> ends = new ArrayList<>();

    /** All that a sensor writes to count something in each request. */
    private final class Counting implements UnitSlot.Ended<AtomicInteger> {
        private final String name;
        private final UnitSlot<AtomicInteger> slot = units.slot(this);

        Counting(String name) {
            this.name = name;
        }

        void count() {
            OpenUnit open = units.open();
            AtomicInteger count = slot.get(open);
            if (count == null) {
                count = slot.keep(open, new AtomicInteger());
            }
            if (count != null) {
                count.incrementAndGet();
            }
        }

        @Override
        public void ended(AtomicInteger count) {
            ends.add(name + " " + count);
        }
    }

    private final Counting files = new Counting("files");
    private final Counting mails = new Counting("mails");

    private void begin() {
        units.begin(Unit.Kind.REQUEST, false, true);
    }

    @Test
    void two_tenants_count_what_one_request_does_and_each_hears_of_its_end_once() {
        begin();
        files.count();
        mails.count();
        files.count();
        units.end();
        begin();
        mails.count();
        units.end();
        begin();
        units.end();

        assertThat(ends).containsExactly("files 2", "mails 1", "mails 1");
    }

    @Test
    void a_tenant_that_comes_while_a_unit_is_open_has_its_place_in_it() {
        begin();
        files.count();
        Counting late = new Counting("late");
        late.count();
        files.count();
        units.end();

        assertThat(ends).containsExactly("files 2", "late 1");
    }

    @Test
    void nothing_is_kept_outside_of_units() {
        files.count();

        assertThat(files.slot.get(units.open())).isNull();
        assertThat(files.slot.keep(units.open(), new AtomicInteger())).isNull();
    }

    @Test
    void a_unit_that_has_ended_keeps_nothing() {
        begin();
        OpenUnit open = units.open();
        files.count();
        units.end();

        assertThat(files.slot.get(open)).isNull();
        assertThat(files.slot.keep(open, new AtomicInteger())).isNull();
        assertThat(mails.slot.keep(open, new AtomicInteger())).isNull();
        assertThat(ends).containsExactly("files 1");
    }

    @Test
    void what_a_task_does_after_its_request_is_told_when_the_task_ends() {
        begin();
        Unit request = units.current();
        files.count();
        units.end();
        units.adopt(request);
        files.count();
        files.count();
        assertThat(ends).containsExactly("files 1");
        units.end();

        assertThat(ends).containsExactly("files 1", "files 2");
    }

    @Test
    void what_a_task_does_once_its_request_has_ended_elsewhere_is_its_own() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            begin();
            Unit request = units.current();
            worker.submit(() -> {
                        units.adopt(request);
                        files.count();
                        files.count();
                    })
                    .get();
            units.end();
            assertThat(ends).containsExactly("files 2");
            worker.submit(() -> {
                        files.count();
                        units.end();
                    })
                    .get();
        } finally {
            worker.shutdownNow();
        }

        assertThat(ends).containsExactly("files 2", "files 1");
    }

    @Test
    void a_tenant_that_fails_harms_neither_the_others_nor_who_ends_the_unit() {
        UnitSlot<String> broken = units.slot(kept -> {
            throw new IllegalStateException(kept);
        });
        Counting after = new Counting("after");
        begin();
        broken.keep(units.open(), "broken");
        files.count();
        after.count();

        assertThatCode(units::end).doesNotThrowAnyException();
        assertThat(ends).containsExactly("files 1", "after 1");
        assertThatThrownBy(() -> units.tick(0)).hasRootCauseMessage("broken");
        assertThatCode(() -> units.tick(0)).doesNotThrowAnyException();
    }

    /** Each value that a tenant got in is told of once, whoever comes first; none that was refused, and no second one. */
    @Test
    void nothing_is_lost_or_told_twice_while_threads_keep_and_one_ends() throws Exception {
        int rounds = 5_000;
        AtomicInteger[] told = {new AtomicInteger(), new AtomicInteger()};
        AtomicInteger[] got = {new AtomicInteger(), new AtomicInteger()};
        List<UnitSlot<Object>> slots =
                List.of(units.slot(kept -> told[0].incrementAndGet()), units.slot(kept -> told[1].incrementAndGet()));
        AtomicReference<OpenUnit> open = new AtomicReference<>();
        CyclicBarrier start = new CyclicBarrier(3, () -> {
            begin();
            open.set(units.defer());
            units.end();
        });
        Callable<Void> keeps = () -> {
            for (int round = 0; round < rounds; round++) {
                start.await();
                OpenUnit unit = open.get();
                for (int i = 0; i < 2; i++) {
                    Object fresh = new Object();
                    Object kept = slots.get(i).keep(unit, fresh);
                    Object found = slots.get(i).get(unit);
                    if (found != null && found != kept) {
                        throw new AssertionError("two values of one tenant in one unit");
                    }
                    got[i].addAndGet(kept == fresh ? 1 : 0);
                }
            }
            return null;
        };
        Callable<Void> ends = () -> {
            for (int round = 0; round < rounds; round++) {
                start.await();
                for (int spin = round % 64; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                units.complete(open.get());
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<Void> one : threads.invokeAll(List.of(keeps, keeps, ends))) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(told[0].get()).isEqualTo(got[0].get());
        assertThat(told[1].get()).isEqualTo(got[1].get());
        assertThat(got[0].get()).as("units in which somebody came in time").isBetween(1, rounds);
        assertThat(units.openNow()).isZero();
    }
}
