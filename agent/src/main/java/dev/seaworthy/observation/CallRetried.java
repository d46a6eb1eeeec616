package dev.seaworthy.observation;

import java.util.List;

/**
 * The same call was made again and again within one unit of work, each after the failure of the one before.
 *
 * @param origin the line that made one of the later attempts
 * @param method request method
 * @param route path without identifiers and query
 * @param tries how many attempts, the first included
 * @param gapNanos the first few pauses: from a failure to the next attempt, or from attempt to attempt if the client itself made them
 * @param inClient whether the client made them within one call of the application's
 * @param sameRequest whether the application is known to have sent the same request object each time
 * @param resent whether a call that adds something was sent again although it may have arrived, and no header names it
 * @param failure why the last attempt failed: {@code status 503}, {@code timeout} …
 */
@Sense(value = "http.retry", missing = "no unit of work repeated a failed call")
public record CallRetried(
        Origin origin,
        Target target,
        String method,
        String route,
        int tries,
        List<Long> gapNanos,
        boolean inClient,
        boolean sameRequest,
        boolean resent,
        String failure)
        implements Observation {}
