package dev.seaworthy.rule;

import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule says about one place and target; built by the rule, read by the ledger. Not thread-safe. */
public final class Found {

    private final Rule<?> rule;
    private final boolean confirmed;
    private final Site site;
    private final String target;
    private final String message;
    private long millis;
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private @Nullable String variant;
    private @Nullable Severity severity;
    private @Nullable String fix;
    private String route = "";
    private long occurrences = 1;
    private boolean anywhere;
    private boolean anyTarget;

    private Found(Rule<?> rule, boolean confirmed, Site site, String target, String message, long millis) {
        this.rule = rule;
        this.confirmed = confirmed;
        this.site = site;
        this.target = target;
        this.message = message;
        this.millis = millis;
    }

    /**
     * Repetition or proof was seen.
     *
     * @param site where; {@link Site#UNKNOWN} for the whole process
     * @param target what it is about, redacted and bounded: a URL without parameters, a directory, a host
     * @param message one sentence with its numbers, a capital letter and no full stop; neither place nor target, which stand
     *     beside it, and never a secret
     * @param millis when, epoch milliseconds
     */
    public static Found confirmed(Rule<?> rule, Site site, String target, String message, long millis) {
        return new Found(rule, true, site, target, message, millis);
    }

    /** The shape was seen; a promise to look again. */
    public static Found suspected(Rule<?> rule, Site site, String target, String message, long millis) {
        return new Found(rule, false, site, target, message, millis);
    }

    /**
     * Confirmed or suspected, where and when {@code origin} says.
     *
     * @param confirmed whether repetition or proof was seen
     */
    public static Found of(boolean confirmed, Rule<?> rule, Origin origin, String target, String message) {
        return new Found(rule, confirmed, origin.site(), target, message, origin.millis())
                .seenIn(origin.unit().route());
    }

    /** Its cause is one for all places where it shows: there is one finding for the target, which names one of them. */
    public Found anywhere() {
        anywhere = true;
        return this;
    }

    /** A sub-case with a text and severity of its own, written without {@code #}. */
    public Found variant(String name) {
        variant = name;
        return this;
    }

    /** Another severity than the rule's own. */
    public Found severity(Severity other) {
        severity = other;
        return this;
    }

    /** Another fix than the rule's own. */
    public Found fix(String sentence) {
        fix = sentence;
        return this;
    }

    /** The kind of unit of work that it was seen in; the first that is not empty stays. */
    public Found seenIn(String unit) {
        route = route.isEmpty() ? unit : route;
        return this;
    }

    /** A number (Long, Integer, Double), String, or List or Map of these. */
    public Found evidence(String name, Object value) {
        evidence.put(name, value);
        return this;
    }

    /**
     * All targets at its place make one finding, which is called by the first of them. Baselines from when each had a
     * finding of its own still hold it.
     */
    public Found forAnyTarget() {
        anyTarget = true;
        return this;
    }

    /** How many times it happened since the rule last said so; 1 by default, 0 = the same ones seen again. */
    public Found occurrences(long count) {
        occurrences = count;
        return this;
    }

    /** All that so many times, for the last time then (epoch milliseconds). */
    public Found again(long times, long last) {
        occurrences = Math.max(1, occurrences) * times; // 0 = told again, and now it was seen again
        millis = Math.max(millis, last);
        return this;
    }

    public boolean isAnywhere() {
        return anywhere;
    }

    public Rule<?> rule() {
        return rule;
    }

    public boolean isConfirmed() {
        return confirmed;
    }

    public Site site() {
        return site;
    }

    public String target() {
        return target;
    }

    public String message() {
        return message;
    }

    public long millis() {
        return millis;
    }

    public Map<String, Object> evidence() {
        return evidence;
    }

    public boolean isForAnyTarget() {
        return anyTarget;
    }

    public @Nullable String variant() {
        return variant;
    }

    public @Nullable Severity severity() {
        return severity;
    }

    public @Nullable String fix() {
        return fix;
    }

    /** The kind of unit of work that it was seen in, empty if none is known. */
    public String route() {
        return route;
    }

    public long occurrences() {
        return occurrences;
    }
}
