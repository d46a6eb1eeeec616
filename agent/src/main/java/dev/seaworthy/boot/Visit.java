package dev.seaworthy.boot;

import dev.seaworthy.config.Settings;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the command line wants of a running JVM, and the answer to it. They meet in a directory that only their user can
 * enter: {@code ask} holds a verb and the settings, {@code answer} appears whole. Nothing goes to the application's own
 * streams for it.
 */
final class Visit {

    /** In front of the directory's path, where the agent's arguments would be. */
    static final String PREFIX = "visit:";

    private final @Nullable File directory;
    private final String verb;
    private final @Nullable String arguments;

    private Visit(@Nullable File directory, String verb, @Nullable String arguments) {
        this.directory = directory;
        this.verb = verb;
        this.arguments = arguments;
    }

    /** @param given what came with the agent: a place to meet, {@code detach}, or plain settings */
    static Visit of(@Nullable String given) throws IOException {
        if (given == null || !given.startsWith(PREFIX)) {
            boolean leaves = "detach".equals(given);
            return new Visit(null, leaves ? "detach" : "attach", leaves ? null : given);
        }
        File directory = new File(given.substring(PREFIX.length()));
        try (BufferedReader ask = new BufferedReader(
                new InputStreamReader(new FileInputStream(new File(directory, "ask")), StandardCharsets.UTF_8))) {
            return new Visit(directory, String.valueOf(ask.readLine()), ask.readLine());
        }
    }

    void receive(Instrumentation instrumentation) throws IOException, IllegalAccessException {
        try {
            if (verb.equals("detach")) {
                answer("detached", Boot.end());
            } else {
                Settings settings = Settings.load(arguments, System.getProperties(), System.getenv());
                if (!Boot.begin(settings, instrumentation, this)) {
                    answer("refused", "the agent is switched off there (enabled=false)");
                }
            }
        } catch (IOException | IllegalAccessException | RuntimeException | LinkageError failed) {
            if (directory == null) {
                throw failed;
            }
            String why = failed instanceof IllegalStateException ? failed.getMessage() : failed.toString();
            answer("refused", String.valueOf(why));
        }
    }

    /** The agent's outputs are open. */
    void up(Settings settings, @Nullable String endpoint) {
        StringBuilder told = new StringBuilder(Version.NUMBER);
        told.append("\nendpoint ").append(endpoint == null ? "" : endpoint);
        for (String report : settings.list("report")) {
            told.append("\nreport ").append(new File(report).getAbsolutePath());
        }
        for (String warning : settings.warnings()) {
            told.append("\nwarning ").append(warning.replace('\n', ' '));
        }
        answer("up", told.toString());
    }

    private void answer(String verdict, String told) {
        if (directory == null) {
            return;
        }
        File fresh = new File(directory, "answer.part");
        try (Writer out = new OutputStreamWriter(new FileOutputStream(fresh), StandardCharsets.UTF_8)) {
            out.write(verdict + " " + told + "\n");
        } catch (IOException gone) {
            // Who asked does not wait any more.
            return;
        }
        fresh.renameTo(new File(directory, "answer"));
    }
}
