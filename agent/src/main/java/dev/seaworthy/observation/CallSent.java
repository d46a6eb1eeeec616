package dev.seaworthy.observation;

import java.util.Set;

/**
 * One outbound HTTP call, told when it ended or after two seconds, whichever comes first.
 *
 * @param client {@code HttpURLConnection} or {@code java.net.http}
 * @param method request method
 * @param target scheme, host and port, without user info, path and query: {@code http://orders:8080}
 * @param scheme lower case
 * @param host as written in the URL, lower case, without brackets
 * @param port the effective port
 * @param hostClass what the host name says
 * @param ownPort whether this process itself listens on that port
 * @param credentials kinds of credentials that went along ({@code Authorization header}, {@code user info} …), never a value
 * @param connectTimeout effective connect timeout in milliseconds, 0 = unlimited
 * @param readTimeout effective read or response timeout in milliseconds, 0 = unlimited
 * @param bounded whether a wrapper bounds the call from outside ({@code orTimeout}, {@code get(timeout)} …)
 * @param outcome how the call ended as far as known
 * @param status response status, 0 where none came
 * @param location scheme and host of a redirect's target, empty where none
 * @param streaming whether the response is an event stream
 * @param nanos duration so far
 * @param calls how many calls it stands for: 1, or 0 where a call that was told while it was pending is told again at
 *     its end
 */
@Sense(value = "http.call", missing = "no outbound HTTP call was seen", counted = true)
public record CallSent(
        Origin origin,
        String client,
        String method,
        String target,
        String scheme,
        String host,
        int port,
        HostClass hostClass,
        boolean ownPort,
        Set<String> credentials,
        long connectTimeout,
        long readTimeout,
        boolean bounded,
        Outcome outcome,
        int status,
        String location,
        boolean streaming,
        long nanos,
        long calls)
        implements Observation {

    /** One call. */
    public CallSent(
            Origin origin,
            String client,
            String method,
            String target,
            String scheme,
            String host,
            int port,
            HostClass hostClass,
            boolean ownPort,
            Set<String> credentials,
            long connectTimeout,
            long readTimeout,
            boolean bounded,
            Outcome outcome,
            int status,
            String location,
            boolean streaming,
            long nanos) {
        this(
                origin,
                client,
                method,
                target,
                scheme,
                host,
                port,
                hostClass,
                ownPort,
                credentials,
                connectTimeout,
                readTimeout,
                bounded,
                outcome,
                status,
                location,
                streaming,
                nanos,
                1);
    }

    /** How a call ended. */
    public enum Outcome {
        ANSWERED,
        REFUSED,
        FAILED,
        PENDING
    }
}
