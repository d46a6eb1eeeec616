package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Units;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import org.junit.jupiter.api.Test;

/** Whether a thing that is opened and closed serves more than one piece of work. */
class UsesTest {

    private static final long OPENER = 7;

    private final Units units = new Units((where, more) -> {});
    private int number;

    private Uses openedIn(Unit unit) {
        return new Uses(++number, new Origin(1, Phase.REQUEST, unit, Site.UNKNOWN, OPENER));
    }

    /** A unit of work that has ended. */
    private Unit unit() {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit made = units.current();
        units.end();
        return made;
    }

    @Test
    void one_unit_that_opens_uses_and_ends_is_one_piece_of_work() {
        units.begin(Unit.Kind.REQUEST, false, true);
        Unit unit = units.current();
        Uses uses = openedIn(unit);

        assertThat(uses.in(unit, units)).isEqualTo(Uses.FIRST_IN_UNIT);
        assertThat(uses.isLast(unit)).as("the same again is no news").isTrue();
        assertThat(uses.end()).isTrue();
        assertThat(uses.end()).isFalse();
        assertThat(uses.count()).isEqualTo(1);
        units.end();
    }

    @Test
    void a_second_unit_reuses_it_and_a_third_is_no_news() {
        Uses uses = openedIn(Unit.NONE);

        assertThat(uses.in(unit(), units)).isEqualTo(Uses.FIRST_IN_UNIT);
        assertThat(uses.in(unit(), units)).isEqualTo(Uses.FIRST_IN_UNIT | Uses.REUSED);
        assertThat(uses.in(unit(), units)).isEqualTo(Uses.FIRST_IN_UNIT);
        assertThat(uses.count()).isEqualTo(3);
    }

    @Test
    void a_unit_that_follows_the_openers_reuses_it_at_once() {
        Uses uses = openedIn(unit());

        assertThat(uses.in(unit(), units) & Uses.REUSED).isNotZero();
    }

    @Test
    void a_unit_that_follows_a_use_outside_of_any_reuses_it() {
        Uses uses = openedIn(Unit.NONE);
        uses.outside(OPENER, new Uses.Trail(), units);

        assertThat(uses.in(unit(), units)).isEqualTo(Uses.FIRST_IN_UNIT | Uses.REUSED);
    }

    @Test
    void a_thread_that_comes_back_after_three_others_reuses_it() {
        Uses.Trail trail = new Uses.Trail();
        Uses uses = openedIn(Unit.NONE);
        assertThat(uses.outside(OPENER, trail, units)).isZero();
        assertThat(uses.isLast(trail)).isTrue();
        openedIn(Unit.NONE).outside(OPENER, trail, units);
        assertThat(uses.isLast(trail)).isFalse();
        assertThat(uses.outside(OPENER, trail, units)).as("after one other").isZero();

        openedIn(Unit.NONE).outside(OPENER, trail, units);
        openedIn(Unit.NONE).outside(OPENER, trail, units);
        assertThat(uses.outside(OPENER, trail, units)).isEqualTo(Uses.REUSED);
    }

    @Test
    void handed_to_a_worker_once_it_is_still_one_piece_of_work() {
        Uses uses = openedIn(Unit.NONE);
        uses.outside(OPENER, new Uses.Trail(), units);

        assertThat(uses.outside(8, new Uses.Trail(), units)).isZero();
        assertThat(uses.outside(9, new Uses.Trail(), units)).isEqualTo(Uses.REUSED);
    }

    @Test
    void handed_out_again_after_its_close_it_is_reused() {
        Uses uses = openedIn(Unit.NONE);
        assertThat(uses.revive()).as("not closed").isFalse();
        uses.end();

        assertThat(uses.revive()).isTrue();
        uses.end();
        assertThat(uses.revive()).as("known already").isFalse();
    }

    @Test
    void the_first_write_of_each_unit_is_told_apart() {
        Uses uses = openedIn(Unit.NONE);
        Unit one = unit();

        assertThat(uses.wroteIn(one)).isTrue();
        assertThat(uses.wroteIn(one)).isFalse();
        assertThat(uses.wroteIn(unit())).isTrue();
    }
}
