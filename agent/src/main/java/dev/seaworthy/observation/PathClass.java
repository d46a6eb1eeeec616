package dev.seaworthy.observation;

/** What kind of storage a path lies on. */
public enum PathClass {
    PSEUDO,
    TEMP,
    SHARED,
    PERSISTENT_VOLUME,
    EPHEMERAL,
    LOCAL_DISK
}
