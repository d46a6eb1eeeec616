package dev.seaworthy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this user's only, in which the agent finds what is wanted of it and leaves its answer. What is wanted
 * does not go through the attach mechanism itself, which takes 1,024 characters on JDK 17. From the moment that the
 * directory is another user's, nothing is done by its path: whatever lies there by then may be a link.
 */
final class Meeting implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;

    private static final String ASK = "ask";
    private static final String ANSWER = "answer";

    /** What the two sides leave there. */
    private static final List<String> NAMES = List.of(ASK, ANSWER, "answer.part");

    private final Path directory;
    private final HeldDirectory held;

    private Meeting(Path directory) throws IOException {
        this.directory = directory;
        this.held = HeldDirectory.of(directory);
    }

    /**
     * Makes the place and says there what is wanted.
     *
     * @param user number of the user who is to come there, null for this one
     */
    static Meeting ask(String verb, String settings, @Nullable Integer user) {
        try {
            Meeting meeting = new Meeting(Files.createTempDirectory("seaworthy-"));
            Path ask = meeting.directory.resolve(ASK);
            Files.writeString(ask, verb + "\n" + settings.replace('\n', ' ') + "\n", StandardCharsets.UTF_8);
            if (user != null) {
                Files.setAttribute(ask, "unix:uid", user);
                Files.setAttribute(meeting.directory, "unix:uid", user);
            }
            return meeting;
        } catch (IOException | UnsupportedOperationException failed) {
            throw new Failure("cannot create a directory to exchange files with the JVM: " + failed.getMessage());
        }
    }

    String argument() {
        return "visit:" + directory.toAbsolutePath();
    }

    /** The answer's lines, as soon as it is there; the first is a verdict and a word. */
    List<String> answer(Target target) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!held.has(ANSWER)) {
                if (!target.isAlive()) {
                    throw new Failure(target.name() + " ended before it answered");
                }
                if (System.nanoTime() > until) {
                    throw new Failure(target.name() + " did not answer within " + PATIENCE.toSeconds()
                            + " s: look at its standard error, and at the command list");
                }
                Thread.sleep(POLL_MILLIS);
            }
            List<String> lines = held.lines(ANSWER);
            if (!lines.isEmpty() && lines.get(0).startsWith("refused ")) {
                throw new Failure(target.name() + " refused: " + lines.get(0).substring("refused ".length()));
            }
            return lines;
        } catch (IOException unreadable) {
            throw new Failure("the answer of " + target.name() + " cannot be read: " + unreadable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    @Override
    public void close() {
        held.remove(NAMES);
    }
}
