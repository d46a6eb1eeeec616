package dev.seaworthy.report.html;

import dev.seaworthy.finding.Finding;
import dev.seaworthy.observation.Place;
import dev.seaworthy.report.SuppressLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding at full length.
 *
 * @param title class without its package, and method
 * @param line file and line, empty if unknown
 * @param url where that line can be read, empty if unknown
 * @param badge the severity where it differs from that of the others around it, else empty
 * @param times how often and since when
 * @param silence the setting that silences this one place
 */
record Card(
        String anchor,
        String area,
        String title,
        String pack,
        String line,
        String url,
        String severity,
        String badge,
        boolean suspected,
        String variant,
        String times,
        String said,
        String target,
        Evidence evidence,
        String fix,
        List<Frame> stack,
        String silence,
        @Nullable LatencyBar latency,
        @Nullable PoolBar pool) {

    /**
     * One frame of a stack.
     *
     * @param own whether it is the application's own line, at which the finding is
     */
    record Frame(String text, boolean own) {}

    private static final int MOST_NAME = 160;
    private static final int MOST_SAID = 700;
    private static final int MOST_FRAMES = 16;
    private static final int MOST_FRAMES_IN_SHORT = 6;
    private static final int FEW_FRAMES = 2;

    /** @param around the severity that stands above all of them */
    static Card of(Finding finding, String anchor, String around, String url) {
        Place place = finding.location();
        return new Card(
                anchor,
                Words.anchor(finding.area()),
                title(place),
                place == null ? "" : pack(place),
                line(place),
                url,
                finding.severity().label(),
                finding.severity().label().equals(around)
                        ? ""
                        : finding.severity().label(),
                finding.state() == Finding.State.SUSPECTED,
                finding.variant() == null ? "" : Words.cut(finding.variant(), MOST_NAME),
                times(finding),
                Words.sentence(Words.cut(finding.message(), MOST_SAID)),
                Words.cut(finding.target(), MOST_NAME * 2),
                Evidence.of(finding),
                Words.sentence(Words.cut(finding.fix(), MOST_SAID)),
                stack(finding, 0, MOST_FRAMES),
                SuppressLine.of(finding),
                LatencyBar.of(finding),
                PoolBar.of(finding));
    }

    /**
     * What the overview says of a finding that has no card.
     *
     * @param advice what other cards of its rule tell to do; not said again
     */
    static Line.Detail detail(Finding finding, String advice) {
        return new Line.Detail(
                Words.sentence(Words.cut(finding.message(), MOST_SAID)),
                Words.cut(finding.target(), MOST_NAME * 2),
                finding.fix().equals(advice) ? "" : Words.sentence(Words.cut(finding.fix(), MOST_SAID)),
                stack(finding, callee(finding), MOST_FRAMES_IN_SHORT),
                SuppressLine.of(finding));
    }

    /**
     * Below the application's line, what servers and frameworks did in a row is only counted.
     *
     * @param from the first frame that is shown; those above it are counted
     */
    private static List<Frame> stack(Finding finding, int from, int most) {
        List<Place> frames = finding.stack();
        Place own = finding.location();
        String root = own == null ? "" : root(own);
        List<Frame> stack = new ArrayList<>();
        boolean below = false;
        int next = from;
        if (from > 0) {
            stack.add(more(from));
        }
        while (next < frames.size() && stack.size() < most) {
            int end = below ? foreign(frames, next, root) : next;
            if (end - next <= FEW_FRAMES) {
                Place frame = frames.get(next++);
                stack.add(new Frame(Words.cut(frame.toString(), MOST_NAME * 2), frame.equals(own)));
                below |= root(frame).equals(root);
            } else {
                stack.add(more(end - next));
                next = end;
            }
        }
        if (next < frames.size()) {
            stack.add(more(frames.size() - next));
        }
        return stack;
    }

    /** Where the frame is that the application's line called; the first one if that is unknown. */
    private static int callee(Finding finding) {
        Place own = finding.location();
        return own == null ? 0 : Math.max(0, finding.stack().indexOf(own) - 1);
    }

    private static Frame more(int frames) {
        return new Frame("… " + frames + " more", false);
    }

    /** Where the frames of others end that begin there. */
    private static int foreign(List<Place> frames, int from, String root) {
        int end = from;
        while (end < frames.size() && !root(frames.get(end)).equals(root)) {
            end++;
        }
        return end;
    }

    /** The first two names of its package, such as {@code com.acme}. */
    private static String root(Place place) {
        String name = place.className();
        int second = name.indexOf('.', name.indexOf('.') + 1);
        return second < 0 ? name : name.substring(0, second);
    }

    static String title(@Nullable Place place) {
        if (place == null) {
            return "The whole process";
        }
        String type = place.className().substring(place.className().lastIndexOf('.') + 1);
        return Words.cut(type + "." + place.method(), MOST_NAME);
    }

    static String line(@Nullable Place place) {
        if (place == null || place.file() == null) {
            return "";
        }
        return Words.cut(place.file() + (place.line() > 0 ? ":" + place.line() : ""), MOST_NAME);
    }

    private static String pack(Place place) {
        return Words.cut(
                place.className().substring(0, Math.max(0, place.className().lastIndexOf('.'))), MOST_NAME);
    }

    static String times(Finding finding) {
        String span = finding.lastSeen() - finding.firstSeen() < 1_000
                ? "at " + Words.clock(finding.firstSeen())
                : Words.clock(finding.firstSeen()) + " to " + Words.clock(finding.lastSeen());
        return (finding.count() == 1 ? "once, " : Words.number(finding.count()) + " times, ") + span;
    }
}
