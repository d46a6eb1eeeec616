package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.rule.Severity;
import java.util.List;

/**
 * What a gate has to say. Immutable.
 *
 * @param report what was read, with what is accepted marked in it
 * @param failing the findings that fail, the worst first
 * @param failOn the mildest severity that fails
 * @param verdict one line
 * @param notes what to know besides, one line each
 * @param accept the command that accepts everything that fails
 */
public record Checked(
        Report report, List<Finding> failing, Severity failOn, String verdict, List<String> notes, String accept) {}
