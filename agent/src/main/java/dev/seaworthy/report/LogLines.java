package dev.seaworthy.report;

import dev.seaworthy.finding.Redaction;

/** Lines on their way to an output; those that could not be written are counted, and the next that can says so. Thread-safe. */
final class LogLines {

    private static final long TRY_AGAIN_MILLIS = 1_000;

    private final LogOutput output;
    private final LogFormat format;
    /** Lines that could not be written, since the last one that could; guarded by this. */
    private long lost;

    private long triedAgainAt;

    LogLines(LogOutput output, LogFormat format) {
        this.output = output;
        this.format = format;
    }

    /** Something about the agent itself; credentials are taken out. */
    void write(String event, boolean warning, String line) {
        put(warning, format.line(event, warning, clean(line), System.currentTimeMillis()));
    }

    /** A line that cannot be written is counted; how many are missing stands where the next one can. */
    synchronized void put(boolean warning, String line) {
        if (!tellLost() || !output.write(warning, line)) {
            lost++;
        }
    }

    /** Now and then tries whether there is room again. */
    synchronized void tick(long nowMillis) {
        if (nowMillis - triedAgainAt >= TRY_AGAIN_MILLIS) {
            triedAgainAt = nowMillis;
            tellLost();
        }
    }

    private synchronized boolean tellLost() {
        if (lost > 0) {
            String told = lost + (lost == 1 ? " line is" : " lines are")
                    + " missing here: the log could not be written, for example because the disk was full";
            if (!output.write(true, format.line("warning", true, told, System.currentTimeMillis()))) {
                return false;
            }
            lost = 0;
        }
        return true;
    }

    /** Without a sign of an assignment or an address there is nothing to take out, nor a reason to load patterns. */
    private static String clean(String line) {
        boolean plain = line.indexOf('=') < 0
                && line.indexOf('"') < 0
                && line.indexOf('\'') < 0
                && !line.contains("://")
                && !line.contains("jdbc:")
                && !line.contains("uthorization")
                && !line.contains("eyJ");
        return plain ? line : Redaction.byShape(line);
    }
}
