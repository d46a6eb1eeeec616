package dev.seaworthy.cli;

/** Something that the command line could not do; the message is one line, and the exit status 1. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }
}
