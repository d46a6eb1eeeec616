package dev.seaworthy.sensor.sql;

import java.util.Arrays;

/** A hash of the values that are bound to a statement: the sum of one hash a parameter, so that one can be bound anew. */
public final class BoundValues {

    private static final int FEW = 16;
    private static final int MOST = 2_048;

    private long hash;
    private boolean incomplete;
    private long[] parameters = new long[FEW];

    /** None is bound any more. */
    public void clear() {
        if (hash != 0 || incomplete) {
            Arrays.fill(parameters, 0);
            hash = 0;
            incomplete = false;
        }
    }

    /** @param value its own hash ({@link ValueHash}) */
    public void bind(int index, long value) {
        if (index < 0 || index >= MOST) {
            incomplete = true;
            return;
        }
        if (index >= parameters.length) {
            parameters = Arrays.copyOf(parameters, Math.max(index + 1, parameters.length * 2));
        }
        long mixed = (value ^ index * 0x9E3779B97F4A7C15L) * 0xC2B2AE3D27D4EB4FL;
        mixed ^= mixed >>> 32;
        mixed |= 1;
        hash += mixed - parameters[index];
        parameters[index] = mixed;
    }

    /** 64 bits that stand for all bound values; equal values give equal bits. */
    public long hash() {
        return hash;
    }

    /** Whether so many values were bound that {@link #hash} does not stand for all. */
    public boolean isIncomplete() {
        return incomplete;
    }
}
