package dev.seaworthy.observation;

/** Something that a sensor saw. Immutable, holds no object of the application, never a secret's value. */
public sealed interface Observation
        permits JdbcObservation,
                FileWritten,
                CallSent,
                LinePrinted,
                StackTracePrinted,
                SecretWritten,
                EventLogged,
                Again {

    Origin origin();

    /** The same observation, made in another phase: what a program is becomes known only after its first steps. */
    Observation in(Phase phase);
}
