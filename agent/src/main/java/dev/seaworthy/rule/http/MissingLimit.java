package dev.seaworthy.rule.http;

import dev.seaworthy.observation.Answer.Outcome;
import dev.seaworthy.observation.CallSent;
import org.jspecify.annotations.Nullable;

/** How {@link NoTimeout} names what a call lacks. */
final class MissingLimit {

    /** A limit above it is hardly one. */
    static final long LONG_MILLIS = 60_000;

    private MissingLimit() {}

    /** What the call is, if it has other limits than a call over HTTP; null if it has not. */
    static @Nullable String variant(CallSent seen) {
        return isDeadline(seen)
                ? "grpc"
                : seen.target().isSecure() || seen.target().scheme().equals("http") ? null : "mail";
    }

    private static boolean isDeadline(CallSent seen) {
        return seen.client().equals("gRPC");
    }

    /** What is unlimited, and what the slowest call took; {@code millis} is that time. */
    static String told(CallSent seen, boolean read, boolean connect, long millis) {
        String calls = "Calls by " + seen.client();
        String took = seen.answer().outcome() == Outcome.PENDING
                ? "; one is still waiting after " + millis + " ms"
                : "; the slowest so far took " + (millis == 0 ? "less than 1" : millis) + " ms";
        if (!read && !connect && Judged.hasFreeBody(seen)) {
            return calls + " have a timeout that ends with the head of the response, so the body is not bounded" + took;
        }
        if (!read && !connect && seen.limits().longest(seen.answer().streaming()) <= LONG_MILLIS) {
            return calls + " have these limits" + took;
        }
        if (!read && !connect) {
            return calls + " may wait for "
                    + seen.limits().longest(seen.answer().streaming()) / 1000 + " s" + took;
        }
        String what = isDeadline(seen)
                ? " have no deadline"
                : read && connect
                        ? " have no timeout"
                        : read ? " have no response timeout" : " have no connect timeout";
        return calls
                + what
                + (seen.limits().bounded() ? ", although the code around them may limit the wait" : "")
                + took;
    }
}
