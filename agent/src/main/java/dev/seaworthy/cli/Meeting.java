package dev.seaworthy.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of this user's only, in which the agent finds what is wanted of it and leaves its answer. What is wanted
 * does not go through the attach mechanism itself, which takes 1,024 characters on JDK 17.
 */
final class Meeting implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;

    private final Path directory;

    private Meeting(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the place and says there what is wanted.
     *
     * @param user number of the user who is to come there, null for this one
     */
    static Meeting ask(String verb, String settings, @Nullable Integer user) {
        try {
            Meeting meeting = new Meeting(Files.createTempDirectory("seaworthy-"));
            Path ask = meeting.directory.resolve("ask");
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
        Path answer = directory.resolve("answer");
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!Files.exists(answer)) {
                if (!target.isAlive()) {
                    throw new Failure(target.name() + " ended before it answered");
                }
                if (System.nanoTime() > until) {
                    throw new Failure(target.name() + " did not answer within " + PATIENCE.toSeconds()
                            + " s: look at its standard error, and at the command list");
                }
                Thread.sleep(POLL_MILLIS);
            }
            List<String> lines = Files.readAllLines(answer, StandardCharsets.UTF_8);
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
        File[] files = directory.toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            file.delete();
        }
        directory.toFile().delete();
    }
}
