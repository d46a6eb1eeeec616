package dev.seaworthy.rule;

/** Takes what rules find. */
public interface Findings {

    /**
     * Adds a finding, or adds to the one that the same rule already has at the same place for the same target and
     * variant. A confirmed one stays confirmed when it is suspected again; evidence is replaced key by key.
     */
    void add(Found found);

    /** Retracts the finding of {@code found}'s rule, variant, place and target: it proved harmless. No effect if there is none. */
    void resolve(Found found);

    /** Counts something that {@code rule} did not judge, or not fully, because a limit of its own was reached. */
    default void dropped(Rule<?> rule) {}
}
