package dev.seaworthy.context;

import org.jspecify.annotations.Nullable;

/**
 * What one tenant keeps of each unit of work until the unit ends: any number of tenants, each with a slot of its own that
 * it makes once by {@link Units#slot}. Thread-safe and lock-free; {@link #get} allocates nothing. Bounded as
 * {@link OpenUnits} are: one value for a unit, none outside of units, none once the unit has ended.
 *
 * <p>What a unit's work still does after its end is a unit of its own ({@link OpenUnit#isLate}), with its own value.
 *
 * @param <T> what is kept
 */
public final class UnitSlot<T> {

    private final int index;
    private final Ended<T> tenant;

    UnitSlot(int index, Ended<T> tenant) {
        this.index = index;
        this.tenant = tenant;
    }

    /** Hears of the end of units. What it throws neither reaches the other tenants nor the hook that saw the end. */
    public interface Ended<T> {

        /**
         * A unit ended that something is kept of: told once, on the thread that ended it, as the agent's own work. Nobody
         * finds it in the slot any more; who found it before may still be using it.
         */
        void ended(T kept);

        /**
         * The same with the unit, whose {@link OpenUnit#status} is the last that its server said. A unit that nothing is kept
         * of is told only if it failed: with a status of 500 or more, or by an exception.
         */
        default void ended(OpenUnit unit, @Nullable T kept) {
            if (kept != null) {
                ended(kept);
            }
        }
    }

    /** What is kept of that unit, null if nothing is. */
    public @Nullable T get(OpenUnit unit) {
        return in(unit.kept);
    }

    @SuppressWarnings("unchecked") // keep() alone writes at this index
    private @Nullable T in(@Nullable Object[] kept) {
        return index < kept.length ? (T) kept[index] : null;
    }

    /**
     * Keeps {@code what} unless something is kept already.
     *
     * @return what is kept now: {@code what}, or what was kept before; null if the unit has ended
     */
    public @Nullable T keep(OpenUnit unit, T what) {
        while (true) {
            @Nullable Object[] all = unit.kept;
            T before = in(all);
            if (before != null || all == OpenUnit.ENDED) {
                return before;
            }
            if (unit.add(all, index, what)) {
                return what;
            }
        }
    }

    void end(OpenUnit unit, @Nullable Object[] kept) {
        tenant.ended(unit, in(kept));
    }
}
