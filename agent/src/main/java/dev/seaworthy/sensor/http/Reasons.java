package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why a call was not answered, as far as the exceptions of the JDK and the names of all others say so. */
final class Reasons {

    private static final int DEEPEST = 8;

    private Reasons() {}

    static Failure of(Throwable thrown) {
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            Failure reason = one(next);
            if (reason != Failure.OTHER) {
                return reason;
            }
            next = next.getCause();
        }
        return Failure.OTHER;
    }

    private static Failure one(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        boolean speaks = thrown.getClass().getClassLoader() == null && !(thrown instanceof CompletionException);
        String says = speaks ? said(thrown) : "";
        if (thrown instanceof CancellationException
                || thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || name.contains("Abort")
                || name.contains("Cancel")
                || says.equals("canceled")
                || says.equals("socket closed")
                || says.equals("socket is closed")
                || thrown instanceof InterruptedIOException && says.contains("interrupted")) {
            return Failure.CANCELLED;
        }
        if (thrown instanceof ConnectException
                || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException
                || thrown instanceof UnresolvedAddressException
                || name.contains("ConnectTimeout")
                || name.contains("PoolTimeout")
                || name.contains("ConnectionRequestTimeout")
                || says.contains("connect timed out")
                || says.startsWith("failed to connect")) {
            return Failure.UNREACHABLE;
        }
        if (thrown instanceof SocketTimeoutException
                || thrown instanceof InterruptedIOException && says.contains("timeout")
                || name.contains("Timeout")) {
            return Failure.TIMEOUT;
        }
        boolean broken = thrown instanceof SocketException
                || thrown instanceof EOFException
                || name.contains("NoHttpResponse")
                || name.contains("PrematureClose")
                || name.contains("ConnectionClosed")
                || thrown instanceof IOException && (says.contains("reset") || says.contains("broken pipe"))
                || says.contains("received no bytes")
                || says.contains("unexpected end of");
        return broken ? Failure.BROKEN : Failure.OTHER;
    }

    private static String said(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }
}
