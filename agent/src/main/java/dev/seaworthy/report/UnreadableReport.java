package dev.seaworthy.report;

import java.io.IOException;

/** A file that is no report of ours, or not a whole one; the message is one line that says which and why. */
public final class UnreadableReport extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableReport(String message) {
        super(message);
    }
}
