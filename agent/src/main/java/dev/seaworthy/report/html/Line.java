package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding in one line of the overview.
 *
 * @param area the rule's, as a name that may stand in a style sheet
 * @param title the rule's summary
 * @param place {@code Class.method:line}
 * @param times {@code 12×}
 * @param route of the request that it was seen in, empty if none is known
 * @param link the anchor of its card
 * @param detail what unfolds below the line where there is no room for a card; null where there is one
 */
record Line(
        String severity,
        String area,
        boolean suspected,
        String title,
        String place,
        String times,
        String route,
        String link,
        @Nullable Detail detail) {

    private static final int MOST_TITLE = 120;
    private static final int MOST_ROUTE = 80;

    /** A finding without a card, at half length; the fix is empty where other cards of the rule say it. */
    record Detail(String said, String target, String fix, List<Card.Frame> stack, String silence) {}

    static Line of(Finding finding, String title, String link, @Nullable Detail detail) {
        return new Line(
                finding.severity().label(),
                Words.anchor(finding.area()),
                finding.state() == Finding.State.SUSPECTED,
                Words.cut(title, MOST_TITLE),
                place(finding.location()),
                Words.number(finding.count()) + "×",
                Words.cut(finding.route(), MOST_ROUTE),
                link,
                detail);
    }

    private static String place(@Nullable Place place) {
        return Card.title(place) + (place != null && place.line() > 0 ? ":" + place.line() : "");
    }
}
