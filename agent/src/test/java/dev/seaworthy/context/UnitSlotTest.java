package dev.seaworthy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
        int tenants = 3;
        int rounds = 20_000;
        AtomicInteger[] told = new AtomicInteger[tenants];
        List<UnitSlot<AtomicInteger>> slots = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            AtomicInteger mine = new AtomicInteger();
            told[i] = mine;
            slots.add(units.slot(kept -> {
                kept.incrementAndGet();
                mine.incrementAndGet();
            }));
        }
        AtomicInteger[] got = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        OpenUnit[] open = new OpenUnit[1];
        CyclicBarrier start = new CyclicBarrier(tenants + 1, () -> {
            begin();
            open[0] = units.defer();
            units.end();
        });
        CyclicBarrier stop = new CyclicBarrier(tenants + 1);
        ExecutorService threads = Executors.newFixedThreadPool(tenants + 1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < tenants; i++) {
                UnitSlot<AtomicInteger> mine = slots.get(i);
                UnitSlot<AtomicInteger> next = slots.get((i + 1) % tenants);
                AtomicInteger ours = got[i];
                AtomicInteger others = got[(i + 1) % tenants];
                all.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        start.await();
                        OpenUnit unit = open[0];
                        keep(mine, unit, ours);
                        keep(next, unit, others);
                        stop.await();
                    }
                    return null;
                }));
            }
            all.add(threads.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    start.await();
                    for (int spin = round % 64; spin > 0; spin--) {
                        Thread.onSpinWait();
                    }
                    units.complete(open[0]);
                    stop.await();
                }
                return null;
            }));
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        int kept = 0;
        for (int i = 0; i < tenants; i++) {
            assertThat(told[i].get()).as("tenant " + i).isEqualTo(got[i].get());
            kept += got[i].get();
        }
        assertThat(kept).as("units in which somebody came in time").isBetween(1, tenants * rounds);
        assertThat(units.openNow()).isZero();
    }

    private static void keep(UnitSlot<AtomicInteger> slot, OpenUnit unit, AtomicInteger got) {
        AtomicInteger fresh = new AtomicInteger();
        AtomicInteger kept = slot.keep(unit, fresh);
        if (kept == fresh) {
            got.incrementAndGet();
        }
        AtomicInteger found = slot.get(unit);
        if (found != null && found != kept) {
            throw new AssertionError("two values of one tenant in one unit");
        }
    }
}
