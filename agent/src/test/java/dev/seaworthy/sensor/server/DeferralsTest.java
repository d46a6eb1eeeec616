package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeferralsTest {

    private final Units units = new Units((where, more) -> {});
    private final Deferrals deferrals = new Deferrals(units, (where, more) -> {});
    private final Object request = new Object();

    @Test
    void a_deferred_request_goes_on_after_its_thread_let_go_of_it() {
        Unit unit = deferred(request);

        assertThat(units.current()).isSameAs(Unit.NONE);
        assertThat(units.isOpen(unit)).isTrue();
        deferrals.end(deferrals.of(request));
        assertThat(units.isOpen(unit)).isFalse();
        assertThat(deferrals.isEmpty()).isTrue();
    }

    @Test
    void one_that_ends_before_its_thread_lets_go_ends_with_that() {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit unit = units.current();
        deferrals.end(deferrals.begin(request, 0));

        assertThat(units.isOpen(unit)).isTrue();
        units.end();
        assertThat(units.isOpen(unit)).isFalse();
    }

    @Test
    void a_dispatch_goes_on_with_the_same_unit() throws InterruptedException {
        Unit unit = deferred(request);
        Unit[] seen = new Unit[2];
        Thread other = new Thread(() -> {
            Deferrals.Deferral going = deferrals.of(request);
            deferrals.resume(going);
            seen[0] = units.current();
            units.end();
            deferrals.end(going);
            seen[1] = units.current();
        });
        other.start();
        other.join();

        assertThat(seen).containsExactly(unit, Unit.NONE);
        assertThat(units.isOpen(unit)).isFalse();
    }

    @Test
    void a_request_object_that_is_used_again_stands_for_its_next_request_only() {
        Unit first = deferred(request);
        Deferrals.Deferral stale = deferrals.of(request);
        Unit next = deferred(request);

        assertThat(units.isOpen(first)).isFalse();
        assertThat(units.isOpen(next)).isTrue();
        deferrals.end(stale);
        assertThat(units.isOpen(next)).isTrue();
        deferrals.end(deferrals.of(request));
        assertThat(deferrals.of(request)).isNull();
    }

    @Test
    void one_that_is_never_completed_ends_after_a_while() {
        Unit unit = deferred(request);

        deferrals.tick(Deferrals.LONGEST_MILLIS);
        assertThat(units.isOpen(unit)).isTrue();
        deferrals.tick(Deferrals.LONGEST_MILLIS + 1);
        assertThat(units.isOpen(unit)).isFalse();
        assertThat(deferrals.of(request)).isNull();
    }

    @Test
    void is_bounded() {
        Object[] requests = new Object[Deferrals.MOST + 1];
        Unit last = Unit.NONE;
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new Object();
            last = deferred(requests[i]);
        }

        assertThat(units.openNow()).isEqualTo(Deferrals.MOST);
        assertThat(units.isOpen(last)).isFalse();
        assertThat(units.openNow()).isEqualTo(Deferrals.MOST);
        assertThat(requests).doesNotContainNull();
    }

    @Test
    void work_outside_of_requests_is_not_deferred() {
        assertThat(deferrals.begin(request, 0)).isNull();
        units.begin(Unit.Kind.TASK, false, true);
        assertThat(deferrals.begin(request, 0)).isNull();
        units.end();
        assertThat(units.openNow()).isZero();
    }

    private Unit deferred(Object standsFor) {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit unit = units.current();
        deferrals.begin(standsFor, 0);
        units.end();
        return unit;
    }

    @Test
    void requests_beyond_the_limit_are_counted_and_end_with_their_thread() {
        AtomicLong dropped = new AtomicLong();
        Deferrals few = new Deferrals(units, (where, more) -> dropped.addAndGet(more));
        List<Object> requests = new ArrayList<>();
        for (int i = 0; i < Deferrals.MOST + 3; i++) {
            requests.add(new Object());
            units.begin(Unit.Kind.REQUEST, false, true);
            few.begin(requests.get(i), 0);
            units.end();
        }

        assertThat(dropped).hasValue(3);
        assertThat(units.openNow()).isEqualTo(Deferrals.MOST);
        few.tick(Deferrals.LONGEST_MILLIS + 1);
        assertThat(units.openNow()).isZero();
    }
}
