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
}
