package dev.seaworthy.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How bad a finding is in production, the worst first. */
public enum Severity {
    /** Will fail or leak in production. */
    BLOCKER,
    /** Fails under load, or in one failure. */
    HIGH,
    /** Hurts operations. */
    MEDIUM,
    LOW,
    INFO;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Lower-case name, as in settings and outputs. */
    public String label() {
        return label;
    }

    /** Whether this one is as bad as {@code other} or worse. */
    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** One step milder; {@link #INFO} stays. */
    public Severity milder() {
        return this == INFO ? INFO : values()[ordinal() + 1];
    }

    /** The severity with that label, null if there is none. */
    public static @Nullable Severity of(String label) {
        for (Severity severity : values()) {
            if (severity.label.equals(label)) {
                return severity;
            }
        }
        return null;
    }
}
