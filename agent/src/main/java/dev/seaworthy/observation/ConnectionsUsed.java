package dev.seaworthy.observation;

import java.util.List;

/**
 * Calls to one target from one place, or all asynchronous ones, over some seconds, and the connections that were opened for them.
 *
 * @param origin when; its site is the first of {@code sites}
 * @param client the library that made the last one
 * @param sites where the calls were made: one, or at most 16 whose calls are counted together
 * @param async whether other threads than the callers' open the connections
 * @param calls those that were answered
 * @param failed those that were not
 * @param connections that were opened
 * @param fresh calls that were the first or second of their client
 * @param peak the most calls under way at the same time
 * @param known answers that were looked at
 * @param closing those of them with which the server closed the connection, without being asked to
 */
@Sense(value = "http.reuse", missing = "no outbound HTTP call was answered")
public record ConnectionsUsed(
        Origin origin,
        String client,
        Target target,
        List<Site> sites,
        boolean async,
        int calls,
        int failed,
        int connections,
        int fresh,
        int peak,
        int known,
        int closing)
        implements Observation {}
