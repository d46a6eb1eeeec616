package dev.seaworthy.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent could see and what it could not. Asked from any thread. */
public interface Coverage {

    /** Why a hook is not there that nobody misses: the library that it is for is not used. */
    String NOT_LOADED = "its class was not loaded";

    /** Begins the names of what is a part of another number, {@code observations.log.secret}: not to be added to it. */
    String OF_THESE = "observations.";

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
     * @param why why it was not evaluated, null if it was
     */
    record RuleState(String rule, String state, @Nullable String why) {}

    List<HookState> hooks();

    List<RuleState> rules();

    /** How many observations each sense made. */
    Map<String, Long> observations();

    /**
     * How many observations had no frame of the application, by sense: where none had one, and a rule needs one. That a few
     * have none is ordinary: servers write files of their own.
     */
    default Map<String, Long> unplaced() {
        return Map.of();
    }

    /** Says that so many observations could not be placed, and what to do. */
    static String unplaced(long observations) {
        return observations
                + (observations == 1 ? " observation had" : " observations had")
                + " no application frame; set app.packages";
    }

    /** Package roots that are taken for the application's. */
    default List<String> applicationRoots() {
        return List.of();
    }

    /** What was dropped because a limit was reached, by the limit: a part of the agent or a rule's id; for metrics. */
    Map<String, Long> dropped();

    /** Failures of our own that were caught, by where; for metrics. */
    Map<String, Long> errors();

    /** What the agent itself cost so far, by what: {@code cpu-millis} of its threads, {@code start-millis} before main. */
    Map<String, Long> cost();

    /** How long ago the agent last judged what was seen, in milliseconds. */
    default long roundAgeMillis() {
        return 0;
    }

    /** What the application is built with, such as {@code Spring Boot}, the most telling first; empty for plain Java. */
    default List<String> frameworks() {
        return List.of();
    }
}
