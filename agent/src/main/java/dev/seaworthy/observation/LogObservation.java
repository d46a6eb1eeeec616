package dev.seaworthy.observation;

/** What was seen of what an application logs, and of what it does not log. */
public sealed interface LogObservation extends Observation
        permits ErrorLogged,
                LinesUnknown,
                ThrowableRelogged,
                ErrorAnswered,
                RouteLogged,
                LineRepeated,
                EventsTied,
                ContextKept,
                DetailLogged,
                OutputsSet,
                EventDropped {}
