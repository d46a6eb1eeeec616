package dev.seaworthy.observation;

/**
 * A call waited for a connection of its client's pool. Sizes are -1 where unknown.
 *
 * @param nanos how long; so far, if it still waits
 * @param failed whether it got none
 * @param perTarget how many the pool may open to a target, unless the target has a limit of its own
 * @param total how many it may open to all targets together
 * @param leased how many were in use when the wait ended
 * @param pending how many still waited then
 * @param threads how many threads like the waiting one may run at once, 0 if unknown, {@link Integer#MAX_VALUE} = unlimited
 */
@Sense(value = "http.lease", missing = "no call waited for a pooled HTTP connection")
public record ConnectionLeased(
        Origin origin,
        String client,
        Target target,
        long nanos,
        boolean failed,
        long perTarget,
        long total,
        long leased,
        long pending,
        int threads)
        implements Observation {}
