package dev.seaworthy.context;

/** Counts what was dropped because a limit was reached: what {@code seaworthy_dropped_total} shows. Thread-safe, never waits. */
public interface Drops {

    /**
     * @param where name of the limit, a label of the metric: few and fixed
     * @param more how many
     */
    void dropped(String where, long more);
}
