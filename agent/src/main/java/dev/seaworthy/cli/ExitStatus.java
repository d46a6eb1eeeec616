package dev.seaworthy.cli;

/** The exit statuses of the contract. */
final class ExitStatus {

    static final int CLEAN = 0;
    static final int FAILED = 1;
    static final int FINDINGS = 2;
    static final int WRONG_USAGE = 3;

    /** What each command's help says of them. */
    static final String ALL =
            "0 clean, 1 the tool failed, 2 findings at or above the threshold, 3 wrong usage or configuration";

    private ExitStatus() {}
}
