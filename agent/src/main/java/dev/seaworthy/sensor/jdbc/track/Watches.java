package dev.seaworthy.sensor.jdbc.track;

import java.util.Arrays;

/** Who hears of what: for what happens often only those are called that do something then. */
public final class Watches {

    Watch[] all = {};
    Watch[] executed = {};
    Watch[] refused = {};
    public Watch[] borrowed = {};
    Watch[] returning = {};
    Watch[] returned = {};

    /** These hear, in this order; before anything happens. */
    public void are(Watch... watches) {
        all = watches;
        executed = hearing(all, "executed", Execution.class);
        refused = hearing(all, "refused", Execution.class);
        borrowed = hearing(all, "borrowed", Lease.class, ThreadState.class);
        returning = hearing(all, "returning", Lease.class);
        returned = hearing(all, "returned", Lease.class);
    }

    /** About once a second and once more at the end; agent's thread. */
    public void tick(long now, boolean last) {
        for (Watch watch : all) {
            watch.tick(now, last);
        }
    }

    private static Watch[] hearing(Watch[] all, String method, Class<?>... of) {
        Watch[] hearing = new Watch[all.length];
        int size = 0;
        for (Watch one : all) {
            if (isHearing(one, method, of)) {
                hearing[size++] = one;
            }
        }
        return Arrays.copyOf(hearing, size);
    }

    private static boolean isHearing(Watch one, String method, Class<?>... of) {
        try {
            return one.getClass().getMethod(method, of).getDeclaringClass() != Watch.class;
        } catch (NoSuchMethodException unknown) {
            return true;
        }
    }
}
