package dev.seaworthy.report;

import java.util.List;
import java.util.Map;

/** What the MBean shows; in open types, so that any console reads it. Made anew whenever it is asked for. */
public interface FindingsMXBean {

    /** Findings that are confirmed and neither suppressed nor in the baseline. */
    int getOpen();

    /** The same by severity, each of them named. */
    Map<String, Integer> getOpenBySeverity();

    /** Findings of which only the shape was seen. */
    int getSuspected();

    /** The findings that stand, the worst first, at most 500. */
    List<FindingRow> getFindings();
}
