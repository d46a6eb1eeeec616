package dev.seaworthy.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A forked program that is running: wait for what it says, call it, signal it, then finish. */
public final class Running implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Recording out;
    private final Recording err;
    private final Path report;
    private final Duration limit;
    private final List<String> command;
    private final long deadline;
    private boolean terminated;

    Running(Process process, byte[] stdin, boolean stdinOpen, Path report, Duration limit, List<String> command) {
        this.process = process;
        this.report = report;
        this.limit = limit;
        this.command = command;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.out = new Recording(process.getInputStream());
        this.err = new Recording(process.getErrorStream());
        if (stdinOpen) {
            return;
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin);
        } catch (IOException e) {
            // the program did not read to the end, which is its right
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Writes a line to the program's stdin; it was started with stdin open. */
    public Running say(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("The program does not listen any more\n" + soFar(), e);
        }
    }

    /** Waits until the program answers at an address with status 200, however long its server takes to open. */
    public Running answers(URI address) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return this;
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (IOException closed) {
                LockSupport.parkNanos(100_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        String seen = soFar();
        kill();
        throw new AssertionError("No answer from " + address + ": " + command + "\n" + seen);
    }

    /** Waits until the program has printed that text to stdout. */
    public Running await(String text) {
        awaitMatch(out, Pattern.quote(text));
        return this;
    }

    /** Waits until that text stands on stderr, where the agent logs. */
    public Running awaitErr(String text) {
        awaitMatch(err, Pattern.quote(text));
        return this;
    }

    /** Waits for a match on stdout. */
    public MatchResult awaitOut(String regex) {
        return awaitMatch(out, regex);
    }

    /** Waits for a match on stderr. */
    public MatchResult awaitErrMatch(String regex) {
        return awaitMatch(err, regex);
    }

    /** The port that the program listens on: a fixture says {@code PORT=12345} once it does. */
    public int port() {
        return Integer.parseInt(awaitMatch(out, "PORT=(\\d+)\\R").group(1));
    }

    /** The address of a path on the program's own server. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The address of a path on the agent's endpoint, as its start line names it; needs {@code http.port=0}. */
    public URI agentUrl(String path) {
        return URI.create(awaitMatch(err, "(http://127\\.0\\.0\\.1:\\d+)").group(1) + path);
    }

    /** Gets a path of the program's own server. */
    public HttpResponse<String> get(String path) {
        return get(url(path));
    }

    /** Gets an address. */
    public HttpResponse<String> get(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("No answer from " + address + "\n" + soFar(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM. */
    public Running terminate() {
        // the handle's, since the process's own closes the streams as well, and the program would see its stdin end
        process.toHandle().destroy();
        terminated = true;
        return this;
    }

    /** Sends SIGKILL to the program and its children. */
    public Running kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return this;
    }

    /** Waits for the end and reads what is left. */
    public Logbook finish() {
        try {
            if (!terminated) {
                process.getOutputStream().close();
            }
        } catch (IOException e) {
            // it has ended already
        }
        try {
            if (!process.waitFor(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                String threads = threads();
                kill();
                throw new AssertionError("Still running after " + limit + ": " + command + "\n" + soFar() + threads);
            }
            return new Logbook(process.exitValue(), out.complete(), err.complete(), report, command);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Leaves nothing running, whatever happened in the test. */
    @Override
    public void close() {
        kill();
    }

    private MatchResult awaitMatch(Recording stream, String regex) {
        MatchResult found = stream.await(Pattern.compile(regex), deadline);
        if (found == null) {
            String what = stream.ended() ? "The program ended without saying " : "Waited in vain for ";
            String seen = soFar();
            kill();
            throw new AssertionError(what + regex + ": " + command + "\n" + seen);
        }
        return found;
    }

    private String soFar() {
        return "--- stdout\n" + out.text() + "\n--- stderr\n" + err.text() + "\n";
    }

    /** A thread dump of a program that hangs; SIGQUIT makes the JVM print it to stdout. */
    private String threads() throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            return "";
        }
        out.await(Pattern.compile("(?s)Full thread dump.*JNI global ref"), System.nanoTime() + 3_000_000_000L);
        return "--- stdout with threads\n" + out.text();
    }
}
