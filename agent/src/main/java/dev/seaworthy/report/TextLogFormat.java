package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.finding.Ledger;

/** {@code 2026-11-22T10:28:20.123Z WARN [seaworthy] …}. */
final class TextLogFormat implements LogFormat {

    private final boolean bare;

    /** @param bare without time, level and name: the application's logger has its own */
    TextLogFormat(boolean bare) {
        this.bare = bare;
    }

    /** What stands before the text. */
    static String head(boolean warning, long millis) {
        return Timestamp.of(millis) + (warning ? " WARN [seaworthy] " : " INFO [seaworthy] ");
    }

    @Override
    public String line(String event, boolean warning, String message, long millis) {
        return (bare ? "" : head(warning, millis)) + OneLine.of(message);
    }

    @Override
    public String finding(Finding finding, Ledger.Event event, String details, long millis) {
        StringBuilder line = new StringBuilder(finding.rule());
        line.append(' ').append(finding.severity().label());
        if (finding.location() != null) {
            line.append(" at ").append(finding.location());
        }
        if (!finding.target().isEmpty()) {
            line.append(' ').append(finding.target());
        }
        if (event == Ledger.Event.RESOLVED) {
            line.append(": retracted, it proved harmless");
            return line("retraction", false, line.toString(), millis);
        }
        line.append(": ").append(Brief.message(finding.message(), finding.location()));
        if (event == Ledger.Event.REPEATED) {
            line.append(" (seen ").append(finding.count()).append(" times)");
        }
        String route = finding.route();
        if (!route.isEmpty()
                && !finding.message().contains(route)
                && !finding.target().contains(route)) {
            line.append(" [").append(Brief.route(route)).append(']');
        }
        line.append(". Fix: ").append(Brief.fix(finding.fix(), finding.location()));
        line.append(" (details: ").append(details).append(')');
        return line("finding", true, line.toString(), millis);
    }
}
