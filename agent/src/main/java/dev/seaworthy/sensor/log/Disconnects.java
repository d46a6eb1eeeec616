package dev.seaworthy.sensor.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Knows exceptions that say that the client went away before it had its answer, which is nobody's fault. */
final class Disconnects {

    private static final int MOST_CAUSES = 8;

    /** What servers and frameworks call it. */
    private static final String[] CLASSES = {
        "ClientAbortException",
        "EofException",
        "AsyncRequestNotUsableException",
        "AbortedException",
        "ClosedChannelException"
    };

    /** What operating systems say of it, in the words of the JDK and of native transports. */
    private static final String[] MESSAGES = {"Broken pipe", "Connection reset", "An established connection was aborted"
    };

    private Disconnects() {}

    /** @param calls how many calls to others the request made: the connection that broke may have been one of these */
    static boolean isClientGone(Throwable thrown, int calls) {
        Throwable next = thrown;
        for (int i = 0; i < MOST_CAUSES && next != null; i++) {
            if (next instanceof IOException
                    && (isCalledSo(next) || calls == 0 && saysSo(ThrownMessages.message(next)))) {
                return true;
            }
            next = ThrownMessages.causeOf(next);
        }
        return false;
    }

    private static boolean isCalledSo(Throwable thrown) {
        String name = thrown.getClass().getName();
        for (String one : CLASSES) {
            if (name.endsWith(one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysSo(@Nullable String message) {
        for (String one : MESSAGES) {
            if (message != null && message.contains(one)) {
                return true;
            }
        }
        return false;
    }
}
