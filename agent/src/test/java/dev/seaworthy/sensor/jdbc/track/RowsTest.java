package dev.seaworthy.sensor.jdbc.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.bridge.SeaworthyBridge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts by the very method that woven code calls. */
class RowsTest {

    private static final int SLOTS = 1 << 14;

    private final Rows rows = new Rows(new Watches());

    RowsTest() {
        rows.share(Bridge.markedBy(), Bridge.countedIn());
    }

    /** Only to get at the arrays. */
    private abstract static class Bridge extends SeaworthyBridge {
        static int[] markedBy() {
            return owners();
        }

        static int[] countedIn() {
            return counts();
        }
    }

    private TrackedStatement claim(Object resultSet) {
        TrackedStatement command = new TrackedStatement();
        command.take(new Object());
        rows.claim(command, resultSet);
        return command;
    }

    private static void read(Object resultSet, int many) {
        for (int i = 0; i < many; i++) {
            SeaworthyBridge.row(true, resultSet);
        }
        SeaworthyBridge.row(false, resultSet);
    }

    /** So many objects whose hashes agree in their last bits, which pick the first slot. */
    private static List<Object> neighbours(int many) {
        Map<Integer, List<Object>> bySlot = new HashMap<>();
        while (true) {
            Object one = new Object();
            List<Object> same =
                    bySlot.computeIfAbsent(System.identityHashCode(one) & SLOTS - 1, slot -> new ArrayList<>());
            same.add(one);
            if (same.size() == many) {
                return same;
            }
        }
    }

    @Test
    void two_that_share_a_slot_are_both_counted() {
        List<Object> two = neighbours(2);
        claim(two.get(0));
        claim(two.get(1));
        for (int i = 0; i < 5; i++) {
            read(two.get(0), 1);
            read(two.get(1), 2);
        }
        rows.closed(two.get(1));
        rows.closed(two.get(0));

        assertThat(rows.read.sumThenReset()).isEqualTo(15);
        assertThat(rows.lost.sumThenReset()).isZero();
    }

    @Test
    void the_second_slot_is_given_back_as_the_first_is() {
        List<Object> two = neighbours(2);
        for (int i = 0; i < 10; i++) {
            claim(two.get(0));
            claim(two.get(1));
            read(two.get(0), 1);
            read(two.get(1), 1);
            rows.closed(two.get(i % 2));
            rows.closed(two.get(1 - i % 2));
        }

        assertThat(rows.read.sumThenReset()).isEqualTo(20);
        assertThat(rows.lost.sumThenReset()).isZero();
    }

    @Test
    void one_whose_both_slots_are_taken_is_lost_and_said_to_be() {
        Object one = new Object();
        TrackedStatement first = claim(one);
        TrackedStatement second = claim(one);
        TrackedStatement third = claim(one);
        read(one, 4);
        rows.harvest(first);
        rows.harvest(third);
        assertThat(rows.lost.sumThenReset()).isZero();
        rows.harvest(second);
        assertThat(rows.lost.sumThenReset()).isEqualTo(1);
        assertThat(rows.read.sumThenReset())
                .as("of the first, whose slot counted")
                .isEqualTo(4);
    }

    @Test
    void what_nobody_claimed_is_not_counted() {
        Object counted = new Object();
        claim(counted);
        read(new Object(), 7);
        read(counted, 1);
        rows.closed(counted);
        read(counted, 3);

        assertThat(rows.read.sumThenReset()).isEqualTo(1);
    }
}
