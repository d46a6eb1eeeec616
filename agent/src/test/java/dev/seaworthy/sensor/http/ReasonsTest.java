package dev.seaworthy.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.context.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static void are(Failure reason, Throwable... thrown) {
        for (Throwable each : thrown) {
            assertThat(Reasons.of(each)).as(each.toString()).isEqualTo(reason);
            assertThat(Reasons.of(new CompletionException(each))).isEqualTo(reason);
        }
    }

    @Test
    void tells_what_never_arrived_from_what_was_not_answered() {
        are(
                Failure.UNREACHABLE,
                new ConnectException("Connection refused"),
                new UnknownHostException("pay.test"),
                new SocketTimeoutException("Connect timed out"),
                new HttpConnectTimeoutException("HTTP connect timed out"));
        are(
                Failure.TIMEOUT,
                new SocketTimeoutException("Read timed out"),
                new HttpTimeoutException("request timed out"),
                new InterruptedIOException("timeout"));
        are(
                Failure.BROKEN,
                new SocketException("Connection reset"),
                new EOFException(),
                new IOException("HTTP/1.1 header parser received no bytes"));
    }

    @Test
    void what_the_application_gave_up_is_no_failure() {
        are(
                Failure.CANCELLED,
                new CancellationException(),
                new InterruptedException(),
                new IOException("Canceled"),
                new InterruptedIOException("thread interrupted"));
    }

    @Test
    void anything_else_says_nothing() {
        are(Failure.OTHER, new IOException("no"), new IllegalStateException());
    }

    @Test
    void a_message_of_the_applications_own_is_not_asked_for() {
        assertThat(Reasons.of(new IOException() {
                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("asked");
                    }
                }))
                .isEqualTo(Failure.OTHER);
    }
}
