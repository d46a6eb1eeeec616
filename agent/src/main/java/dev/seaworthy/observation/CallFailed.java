package dev.seaworthy.observation;

/**
 * A call failed, its unit of work ended as if nothing had happened, and nobody was told: no warning, no stack trace, no
 * counter.
 *
 * @param origin where the call failed, as far as that is known
 * @param method request method
 * @param route path without identifiers and query
 * @param failure why: {@code status 503}, {@code timeout} …
 * @param answered status of the request's own response, 0 for what is not a request
 */
@Sense(value = "http.failed-call", missing = "no call failed without anybody being told")
public record CallFailed(Origin origin, Target target, String method, String route, String failure, int answered)
        implements Observation {}
