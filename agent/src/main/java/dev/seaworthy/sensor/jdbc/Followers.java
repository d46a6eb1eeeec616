package dev.seaworthy.sensor.jdbc;

import java.util.Arrays;

/** Who hears of what: for what happens often only those followers are called that do something then. */
final class Followers {

    final Follower[] executed;
    final Follower[] borrowed;
    final Follower[] returning;
    final Follower[] returned;

    Followers(Follower[] all) {
        executed = hearing(all, "executed", Execution.class);
        borrowed = hearing(all, "borrowed", Lease.class);
        returning = hearing(all, "returning", Lease.class);
        returned = hearing(all, "returned", Lease.class);
    }

    private static Follower[] hearing(Follower[] all, String method, Class<?> of) {
        Follower[] hearing = new Follower[all.length];
        int size = 0;
        for (Follower one : all) {
            if (isHearing(one, method, of)) {
                hearing[size++] = one;
            }
        }
        return Arrays.copyOf(hearing, size);
    }

    private static boolean isHearing(Follower one, String method, Class<?> of) {
        try {
            return one.getClass().getMethod(method, of).getDeclaringClass() != Follower.class;
        } catch (NoSuchMethodException unknown) {
            return true;
        }
    }
}
