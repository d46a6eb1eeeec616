package dev.seaworthy.sensor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.sensor.ThreadTally;
import org.junit.jupiter.api.Test;

/** What one thread holds, and uses again. */
class HeldHandlesTest {

    private static final class Loan extends SeatedHandle {}

    private static final class Tally extends ThreadTally {
        Tally() {
            super(1);
        }
    }

    private final Tally thread = new Tally();
    private final HeldHandles<Loan> held = new HeldHandles<>(thread, Loan::new);
    private final SeatIndex<Loan> all = new SeatIndex<>();

    private Loan take(Object object) {
        Loan next = held.next();
        next.belongsTo(thread);
        all.add(next);
        next.hold(object);
        held.takes(next);
        return next;
    }

    @Test
    void one_that_was_given_back_is_used_again_and_keeps_its_seat() {
        Object first = new Object();
        Loan loan = take(first);
        int seat = loan.seat;
        assertThat(all.find(first)).isSameAs(loan);
        loan.letGo();
        held.gives(loan);
        Object second = new Object();

        assertThat(take(second)).isSameAs(loan);
        assertThat(loan.seat).isEqualTo(seat);
        assertThat(held.find(second)).isSameAs(loan);
        assertThat(all.find(first)).isNull();
    }

    @Test
    void one_that_another_thread_let_go_of_is_held_no_more() {
        Loan oldest = take(new Object());
        Loan other = take(new Object());
        oldest.letGo();

        assertThat(held.size()).isEqualTo(1);
        assertThat(held.get(0)).isSameAs(other);
    }

    @Test
    void one_that_cannot_be_used_again_is_dropped() {
        Loan loan = take(new Object());
        loan.letGo();
        held.gives(loan);
        held.drops(loan);

        assertThat(take(new Object())).isNotSameAs(loan);
    }
}
