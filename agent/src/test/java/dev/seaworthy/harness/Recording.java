package dev.seaworthy.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that a program wrote to one stream, as it comes. */
final class Recording {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;
    private boolean ended;

    Recording(InputStream stream) {
        reader = new Thread(() -> read(stream), "recording");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for a match until the deadline or the end of the stream. */
    synchronized @Nullable MatchResult await(Pattern pattern, long deadline) {
        while (true) {
            Matcher matcher = pattern.matcher(text());
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                return null;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /** All of it, once the program has ended; a grandchild that holds the stream open is not waited for long. */
    byte[] complete() throws InterruptedException {
        reader.join(10_000);
        synchronized (this) {
            return bytes.toByteArray();
        }
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized boolean ended() {
        return ended;
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                synchronized (this) {
                    bytes.write(buffer, 0, n);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // the program is gone
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }
}
