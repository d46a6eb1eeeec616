package dev.seaworthy.report;

import dev.seaworthy.finding.Ledger;
import dev.seaworthy.finding.RuleCard;
import dev.seaworthy.report.html.HtmlReport;
import dev.seaworthy.report.html.Narrowed;
import dev.seaworthy.report.html.RulePage;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the endpoint serves, by path. Thread-safe. */
public final class Pages {

    /** A round takes milliseconds and comes many times a second; the alert waits as long. */
    private static final long LATE_MILLIS = 60_000;

    /** Makes a page's text when it is asked for. */
    public interface Page {
        String text() throws IOException;
    }

    /** Makes a page's text for a query, as it was sent; empty for none. */
    private interface Asked {
        String text(String query) throws IOException;
    }

    private record Entry(String type, Asked page) {}

    private final Map<String, Entry> pages = new ConcurrentHashMap<>();
    private final AtomicLong errors = new AtomicLong();
    private final Ledger ledger;
    private final Coverage coverage;
    private final ProcessFacts process;
    private @Nullable Metrics metrics;

    public Pages(Ledger ledger, Coverage coverage, ProcessFacts process) {
        this(ledger, coverage, process, ReportOptions.USUAL);
    }

    /** Pages with links to the source. */
    public Pages(Ledger ledger, Coverage coverage, ProcessFacts process, ReportOptions options) {
        this.ledger = ledger;
        this.coverage = coverage;
        this.process = process;
        put("/health", HttpResponse.TEXT, this::health);
        put(
                "/metrics",
                "text/plain; version=0.0.4; charset=utf-8",
                () -> metrics().scrape());
        put("/findings", "application/json; charset=utf-8", () -> report(new JsonReport()));
        ReportFormat sarif = new SarifReport(options);
        put("/findings.sarif", "application/sarif+json; charset=utf-8", () -> report(sarif));
        SourceLinks links = SourceLinks.of(options);
        pages.put("/", new Entry(HttpResponse.HTML, query -> report(HtmlReport.live(Narrowed.by(query), links))));
        put("/rules", HttpResponse.HTML, () -> RulePage.index(ledger.cards()));
        for (RuleCard card : ledger.cards()) {
            put("/rules/" + card.id(), HttpResponse.HTML, () -> RulePage.of(card));
        }
    }

    /** Serves one more path, or another page at one of those above. */
    public void put(String path, String type, Page page) {
        pages.put(path, new Entry(type, query -> page.text()));
    }

    /** Pages that could not be made. */
    public long errors() {
        return errors.get();
    }

    /** Whether a path's answer is small enough to be written without waiting for the client that reads it. */
    static boolean isShort(String path) {
        return path.equals("/health") || path.equals("/metrics");
    }

    HttpResponse get(String path, String query) {
        Entry entry = pages.get(path);
        if (entry == null) {
            return HttpResponse.plain(404, "not found");
        }
        try {
            return HttpResponse.ok(entry.type, entry.page.text(query));
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError failed) {
            errors.incrementAndGet();
            return HttpResponse.plain(500, "this page could not be created");
        }
    }

    /** Never a failure: whoever restarts what is not healthy would restart the application for the agent's sake. */
    private String health() {
        long age = coverage.roundAgeMillis();
        return (age < LATE_MILLIS ? "ok" : "late") + "\nlast round " + age / 1_000 + "." + age % 1_000 / 100
                + " s ago\n";
    }

    private String report(ReportFormat format) throws IOException {
        StringWriter text = new StringWriter();
        format.write(text, Report.of(ledger, coverage, process), ledger.cards());
        return text.toString();
    }

    private synchronized Metrics metrics() {
        Metrics made = metrics;
        if (made == null) {
            made = new Metrics(ledger, coverage, process);
            metrics = made;
        }
        return made;
    }
}
