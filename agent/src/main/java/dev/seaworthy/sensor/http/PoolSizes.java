package dev.seaworthy.sensor.http;

import dev.seaworthy.sensor.http.client.Sizes;

/** How many connections a client's pool may have, -1 where unknown; filled anew for each lease. */
final class PoolSizes implements Sizes {

    private long perTarget;
    private long total;
    private long leased;
    private long pending;

    void clear() {
        perTarget = -1;
        total = -1;
        leased = -1;
        pending = -1;
    }

    @Override
    public void perTarget(long most) {
        perTarget = most;
    }

    @Override
    public void total(long most) {
        total = most;
    }

    @Override
    public void leased(long inUse) {
        leased = inUse;
    }

    @Override
    public void pending(long waiting) {
        pending = waiting;
    }

    long perTarget() {
        return perTarget;
    }

    long total() {
        return total;
    }

    long leased() {
        return leased;
    }

    long pending() {
        return pending;
    }
}
