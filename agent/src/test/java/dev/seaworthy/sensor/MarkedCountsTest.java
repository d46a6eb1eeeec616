package dev.seaworthy.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.bridge.SeaworthyBridge;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts by the very method that woven code calls. */
class MarkedCountsTest {

    private static final int FIRST_SLOTS = 1 << 14;
    /** The bits of a hash that pick either slot. */
    private static final int BOTH_SLOTS = 1 << 25;

    private final MarkedCounts<String> counts = new MarkedCounts<>();

    /** Only to get at the arrays. */
    private abstract static class Bridge extends SeaworthyBridge {
        static void shareWith(MarkedCounts<?> counts) {
            counts.share(owners(), counts());
        }
    }

    MarkedCountsTest() {
        Bridge.shareWith(counts);
    }

    private MarkedCounts.Mark<String> claim(String name, Object counted) {
        MarkedCounts.Mark<String> mark = new MarkedCounts.Mark<>(name);
        counts.claim(mark, counted);
        return mark;
    }

    private static void count(Object counted, int times) {
        for (int i = 0; i < times; i++) {
            SeaworthyBridge.row(true, counted);
        }
    }

    @Test
    void counts_what_is_marked_and_nothing_else() {
        Object marked = new Object();
        Object other = new Object();
        MarkedCounts.Mark<String> mark = claim("marked", marked);
        count(marked, 3);
        count(other, 5);

        assertThat(counts.find(marked)).isEqualTo("marked");
        assertThat(counts.find(other)).isNull();
        assertThat(mark.isCounting()).isTrue();
        assertThat(counts.take(mark)).isEqualTo(3);
        assertThat(mark.isCounting()).isFalse();
        assertThat(counts.find(marked)).isNull();
    }

    @Test
    void counts_from_nought_each_time() {
        Object marked = new Object();
        MarkedCounts.Mark<String> mark = claim("marked", marked);
        count(marked, 3);
        counts.take(mark);
        count(marked, 7);
        counts.claim(mark, marked);
        count(marked, 2);

        assertThat(counts.take(mark)).isEqualTo(2);
    }

    @Test
    void where_both_slots_are_in_use_only_the_second_changes_hands() {
        Map<Integer, Object> byBoth = new HashMap<>();
        Object later = new Object();
        Object earlier = byBoth.put(System.identityHashCode(later) & BOTH_SLOTS - 1, later);
        while (earlier == null) {
            later = new Object();
            earlier = byBoth.put(System.identityHashCode(later) & BOTH_SLOTS - 1, later);
        }
        Object first = new Object();
        while (((System.identityHashCode(first) ^ System.identityHashCode(later)) & FIRST_SLOTS - 1) != 0) {
            first = new Object();
        }

        MarkedCounts.Mark<String> one = claim("first", first);
        MarkedCounts.Mark<String> two = claim("earlier", earlier);
        count(first, 1);
        count(earlier, 2);
        MarkedCounts.Mark<String> three = claim("later", later);
        count(later, 3);

        assertThat(counts.take(one)).isEqualTo(1);
        assertThat(counts.take(two)).isEqualTo(MarkedCounts.LOST);
        assertThat(counts.take(three)).isEqualTo(3);
    }

    @Test
    void counts_nothing_without_the_arrays_of_woven_code() {
        MarkedCounts<String> alone = new MarkedCounts<>();
        alone.share(new int[8], new int[8]);
        MarkedCounts.Mark<String> mark = new MarkedCounts.Mark<>("marked");
        Object marked = new Object();
        alone.claim(mark, marked);

        assertThat(mark.isCounting()).isFalse();
        assertThat(alone.find(marked)).isNull();
    }
}
