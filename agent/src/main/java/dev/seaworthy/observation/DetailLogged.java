package dev.seaworthy.observation;

/**
 * Events that are meant for development reached the appenders of a running service.
 *
 * @param framework {@code logback} …
 * @param kind what they show
 * @param scope what is set to that level
 * @param logger the logger, or the setting that switched it on
 * @param level DEBUG or TRACE, or what they were logged at
 * @param events how many so far
 * @param raised whether the level was changed while the service ran
 */
@Sense(value = "log.detail", missing = "no DEBUG event was logged")
public record DetailLogged(
        Origin origin,
        String framework,
        Kind kind,
        Scope scope,
        String logger,
        String level,
        long events,
        boolean raised)
        implements LogObservation {

    /** What events show. */
    public enum Kind {
        /** What a program does, step by step. */
        STEPS,
        /** SQL statements or their values. */
        SQL,
        /** HTTP headers and bodies. */
        WIRE
    }

    /** How much has that level. */
    public enum Scope {
        ROOT,
        /** The application's own root package. */
        APPLICATION,
        /** Some package or class. */
        PART
    }
}
