package dev.seaworthy.report;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A finding as the Flight Recorder keeps it. */
@Name("dev.seaworthy.Finding")
@Label("Finding")
@Category("Seaworthy")
@Description("What works on localhost and breaks in production; repeated at the start of each chunk while it is open")
@StackTrace(false)
@Period("beginChunk")
final class FindingEvent extends Event {

    @Label("Id")
    @Nullable
    String id;

    @Label("Rule")
    @Nullable
    String rule;

    @Label("Severity")
    @Nullable
    String severity;

    @Label("State")
    @Nullable
    String state;

    @Label("Status")
    @Nullable
    String status;

    @Label("Place")
    @Nullable
    String place;

    @Label("Target")
    @Nullable
    String target;

    @Label("Message")
    @Nullable
    String message;

    @Label("Fix")
    @Nullable
    String fix;

    @Label("Count")
    long count;
}
