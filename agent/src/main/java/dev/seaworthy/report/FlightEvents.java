package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import jdk.jfr.FlightRecorder;

/** What touches {@code jdk.jfr}: loaded only where it is asked whether somebody records. Thread-safe. */
final class FlightEvents {

    private final Runnable chunk = this::chunkBegan;

    /** The recording that is there already began its chunk before anybody could tell us. */
    private volatile boolean newChunk = true;

    FlightEvents() {
        FlightRecorder.addPeriodicEvent(FindingEvent.class, chunk);
    }

    /** Whether this JVM has recorded, or does. */
    static boolean isRecorderThere() {
        return FlightRecorder.isInitialized();
    }

    /** Whether a chunk began since this was last asked. */
    boolean takeNewChunk() {
        boolean began = newChunk;
        newChunk = false;
        return began;
    }

    void tell(Finding finding) {
        FindingEvent event = new FindingEvent();
        if (!event.shouldCommit()) {
            return;
        }
        event.id = finding.id();
        event.rule = finding.rule();
        event.severity = finding.severity().label();
        event.state = finding.state().label();
        event.status = finding.status().label();
        event.place = Shown.place(finding);
        event.target = Shown.line(finding.target());
        event.message = Shown.line(finding.message());
        event.fix = Shown.line(finding.fix());
        event.count = finding.count();
        event.commit();
    }

    void close() {
        FlightRecorder.removePeriodicEvent(chunk);
    }

    /** Called by whoever starts a recording, maybe the application: nothing is written there. */
    private void chunkBegan() {
        newChunk = true;
    }
}
