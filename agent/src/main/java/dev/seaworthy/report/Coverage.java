package dev.seaworthy.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent could see and what it could not. Asked from any thread. */
public interface Coverage {

    /**
     * @param hook name, such as {@code jdbc.DriverManager}
     * @param installed whether it took
     * @param why what is to say about it, mostly where it did not take; null for nothing
     */
    record HookState(
            String hook, boolean installed, @Nullable String why) {}

    /**
     * @param rule id
     * @param state {@code active}, {@code not-evaluated} or {@code off}
     * @param why why it was not evaluated, null where it was
     */
    record RuleState(String rule, String state, @Nullable String why) {}

    List<HookState> hooks();

    List<RuleState> rules();

    /** How many observations each sense made. */
    Map<String, Long> observations();

    /** What found no room, by where; for metrics. */
    Map<String, Long> dropped();

    /** Failures of our own that were caught, by where; for metrics. */
    Map<String, Long> errors();
}
