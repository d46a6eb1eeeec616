package dev.seaworthy.harness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One finding as the JSON report tells it; what is null there is null here. */
public record Sighting(
        String id,
        String rule,
        @Nullable String variant,
        String severity,
        String state,
        String status,
        String message,
        String fix,
        @Nullable String target,
        @Nullable String className,
        @Nullable String method,
        @Nullable String file,
        int line,
        long count,
        JsonObject evidence,
        List<String> stack) {

    static Sighting of(JsonObject json) {
        JsonElement location = json.get("location");
        JsonObject place = location != null && location.isJsonObject() ? location.getAsJsonObject() : new JsonObject();
        JsonElement evidence = json.get("evidence");
        return new Sighting(
                need(json, "id"),
                need(json, "rule"),
                text(json, "variant"),
                need(json, "severity"),
                need(json, "state"),
                need(json, "status"),
                need(json, "message"),
                need(json, "fix"),
                text(json, "target"),
                text(place, "class"),
                text(place, "method"),
                text(place, "file"),
                place.has("line") && !place.get("line").isJsonNull()
                        ? place.get("line").getAsInt()
                        : -1,
                json.get("count").getAsLong(),
                evidence != null && evidence.isJsonObject() ? evidence.getAsJsonObject() : new JsonObject(),
                lines(json.get("stack")));
    }

    public boolean isConfirmed() {
        return state.equals("confirmed");
    }

    /** Whether it is medium, high or blocker. */
    public boolean isAtLeastMedium() {
        return List.of("medium", "high", "blocker").contains(severity);
    }

    private static String need(JsonObject json, String key) {
        String value = text(json, key);
        if (value == null) {
            throw new AssertionError("A finding without " + key + ": " + json);
        }
        return value;
    }

    private static @Nullable String text(JsonObject json, String key) {
        JsonElement value = json.get(key);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    private static List<String> lines(@Nullable JsonElement stack) {
        List<String> lines = new ArrayList<>();
        if (stack != null && stack.isJsonArray()) {
            stack.getAsJsonArray().forEach(line -> lines.add(line.getAsString()));
        }
        return lines;
    }
}
