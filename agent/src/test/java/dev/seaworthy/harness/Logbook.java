package dev.seaworthy.harness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a forked program left behind: exit status, both streams, and the agent's report. */
public final class Logbook {
    private final int exitStatus;
    private final byte[] out;
    private final byte[] err;
    private final Path report;
    private final List<String> command;

    Logbook(int exitStatus, byte[] out, byte[] err, Path report, List<String> command) {
        this.exitStatus = exitStatus;
        this.out = out;
        this.err = err;
        this.report = report;
        this.command = command;
    }

    public int exitStatus() {
        return exitStatus;
    }

    public String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    public byte[] outBytes() {
        return out.clone();
    }

    public String err() {
        return new String(err, StandardCharsets.UTF_8);
    }

    public byte[] errBytes() {
        return err.clone();
    }

    /** The agent's own lines on stderr. */
    public List<String> agentLines() {
        return err().lines().filter(line -> line.contains("[seaworthy]")).toList();
    }

    /** The agent's WARN lines that are about itself, not about a finding or how many more there are. */
    public List<String> warnings() {
        return agentLines().stream()
                .filter(line -> line.contains(" WARN "))
                .filter(line -> !line.matches(".*\\[seaworthy] [a-z]+/[a-z0-9-]+(#[a-z0-9-]+)? .*"))
                .filter(line -> !line.matches(".*\\[seaworthy] \\d+ more, see .*"))
                .toList();
    }

    /** Checks that the program ended with status 0 and returns this. */
    public Logbook ended() {
        if (exitStatus != 0) {
            throw new AssertionError("Exit status " + exitStatus + "\n" + this);
        }
        return this;
    }

    public boolean hasReport() {
        return Files.isRegularFile(report);
    }

    /** The JSON report; fails when there is none. */
    public JsonObject report() {
        try {
            return JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        } catch (IOException e) {
            throw new AssertionError("No report at " + report + "\n" + this, e);
        }
    }

    /** All findings of the report. */
    public List<Sighting> findings() {
        List<Sighting> all = new ArrayList<>();
        report().getAsJsonArray("findings").forEach(json -> all.add(Sighting.of(json.getAsJsonObject())));
        return all;
    }

    /** The findings of one rule, in any state. */
    public List<Sighting> findings(String rule) {
        return findings().stream().filter(seen -> seen.rule().equals(rule)).toList();
    }

    /** The confirmed findings of one rule. */
    public List<Sighting> confirmed(String rule) {
        return findings(rule).stream().filter(Sighting::isConfirmed).toList();
    }

    /** The one confirmed finding of a rule; fails when there is none or more than one. */
    public Sighting theConfirmed(String rule) {
        List<Sighting> seen = confirmed(rule);
        if (seen.size() != 1) {
            throw new AssertionError("Expected one confirmed " + rule + ", got " + seen + "\n" + this);
        }
        return seen.get(0);
    }

    /** Confirmed findings of medium or more: what a good program must not have. */
    public List<Sighting> serious() {
        return findings().stream()
                .filter(seen -> seen.isConfirmed() && seen.isAtLeastMedium())
                .toList();
    }

    /** What the report says of a hook: true or false, null when it does not name it. */
    public @Nullable Boolean hookInstalled(String hook) {
        for (JsonElement entry : coverage("hooks")) {
            if (entry.getAsJsonObject().get("hook").getAsString().equals(hook)) {
                return entry.getAsJsonObject().get("installed").getAsBoolean();
            }
        }
        return null;
    }

    /** What the report says of a rule: {@code active}, {@code not-evaluated}, {@code off}; null when it is not named. */
    public @Nullable String ruleState(String rule) {
        for (JsonElement entry : coverage("rules")) {
            if (entry.getAsJsonObject().get("rule").getAsString().equals(rule)) {
                return entry.getAsJsonObject().get("state").getAsString();
            }
        }
        return null;
    }

    /** How many observations of a kind were made. */
    public long observations(String kind) {
        JsonElement count = report().getAsJsonObject("coverage")
                .getAsJsonObject("observations")
                .get(kind);
        return count == null ? 0 : count.getAsLong();
    }

    /**
     * Fails unless at least so many observations of a kind were made, and returns this: what stays silent must have had
     * something to be silent about.
     */
    public Logbook saw(String kind, long atLeast) {
        long seen = observations(kind);
        if (seen < atLeast) {
            throw new AssertionError("Saw " + seen + " of " + kind + ", expected " + atLeast + " or more\n" + this);
        }
        return this;
    }

    @Override
    public String toString() {
        String told = "";
        try {
            told = hasReport() ? "--- report\n" + Files.readString(report) : "--- no report\n";
        } catch (IOException e) {
            told = "--- unreadable report\n";
        }
        return String.join(" ", command) + "\nexit status " + exitStatus + "\n--- stdout\n" + out() + "\n--- stderr\n"
                + err() + "\n" + told;
    }

    private Iterable<JsonElement> coverage(String part) {
        return report().getAsJsonObject("coverage").getAsJsonArray(part);
    }
}
