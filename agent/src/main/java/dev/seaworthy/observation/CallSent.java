package dev.seaworthy.observation;

import java.util.Set;

/**
 * One outbound HTTP call, told when it ended or after two seconds, whichever comes first.
 *
 * @param client the library that the application calls: {@code HttpURLConnection}, {@code java.net.http}, {@code OkHttp} …
 * @param method request method
 * @param credentials kinds of credentials that went along ({@code Authorization header}, {@code user info} …), never a value
 * @param limits those of the innermost client, which are in force
 * @param calls how many calls it stands for: 1, or 0 if a call that was told while it was pending is told again at
 *     its end
 */
@Sense(value = "http.call", missing = "no outbound HTTP call was seen", counted = true)
public record CallSent(
        Origin origin,
        String client,
        String method,
        Target target,
        Set<String> credentials,
        Limits limits,
        Answer answer,
        long calls)
        implements Observation {}
