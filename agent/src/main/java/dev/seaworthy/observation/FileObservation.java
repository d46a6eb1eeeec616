package dev.seaworthy.observation;

/** Something that happened to files. */
public sealed interface FileObservation extends Observation
        permits FileWritten, FileReread, FileOpened, FilesKept, HandlesKept, StoreFilled {}
