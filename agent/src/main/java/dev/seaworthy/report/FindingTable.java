package dev.seaworthy.report;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import java.util.List;

/** Findings as a Markdown table, one row each. What the application had a say in stands in code spans. */
final class FindingTable {

    private static final String HEAD = "| | severity | rule | where | found |\n|---|---|---|---|---|\n";
    private static final int LONGEST_CELL = 160;

    private final SourceTree sources;
    private final SourceLinks links;

    /** @param sourceUrl where the source can be read, empty for nowhere */
    FindingTable(SourceTree sources, String sourceUrl) {
        this.sources = sources;
        this.links = new SourceLinks(sourceUrl, sources);
    }

    /** The table of as many as fit into so many characters; what does not fit is counted below it. */
    String of(List<Finding> findings, int most) {
        StringBuilder table = new StringBuilder(HEAD);
        int rows = 0;
        for (Finding finding : findings) {
            String row = row(rows + 1, finding);
            if (table.length() + row.length() > most) {
                break;
            }
            table.append(row);
            rows++;
        }
        int left = findings.size() - rows;
        return table + (left == 0 ? "" : "\n" + left + " more are in the JSON report.\n");
    }

    private String row(int number, Finding finding) {
        return "| " + number + " | " + finding.severity().label() + " | " + cell(finding.rule()) + " | "
                + where(finding) + " | " + cell(finding.message()) + " |\n";
    }

    private String where(Finding finding) {
        Place place = finding.location();
        if (place == null) {
            return "the whole process";
        }
        String where = cell(sources.of(place).path() + (place.line() > 0 ? ":" + place.line() : ""));
        String link = links.to(place);
        return link.isEmpty() ? where : "[" + where + "](<" + link + ">)";
    }

    /** A bar ends a cell even inside a code span, also one behind two backslashes. */
    private static String cell(String text) {
        String cut = text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
        return MarkdownReport.code(cut).replaceAll("\\\\*\\|", "\\\\|");
    }
}
