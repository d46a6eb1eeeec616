package dev.seaworthy.rule.file;

import dev.seaworthy.observation.Disk;
import dev.seaworthy.observation.FileOpened;
import dev.seaworthy.observation.FileOpened.Outcome;
import dev.seaworthy.observation.FileWritten;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.observation.PathClass;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes observations of files as sensors do. */
final class Seen {

    static final Place APPLICATION = new Place("com.acme.Reports", "export", "Reports.java", 31);
    static final String OPEN = "java.io.FileOutputStream.open";

    private Seen() {}

    /** A stack with these frames between the hook and the application's line. */
    static Site site(String... frames) {
        return site(APPLICATION, frames);
    }

    static Site site(@Nullable Place application, String... frames) {
        List<Place> stack = new ArrayList<>();
        for (String frame : frames) {
            int dot = frame.lastIndexOf('.');
            stack.add(new Place(frame.substring(0, dot), frame.substring(dot + 1), null, 0));
        }
        if (application != null) {
            stack.add(application);
        }
        stack.add(new Place("jakarta.servlet.http.HttpServlet", "service", null, 0));
        return new Site(application, false, List.copyOf(stack));
    }

    static Origin request(long id, String route, Site site) {
        return new Origin(1_000 * id, Phase.REQUEST, new Unit(id, Unit.Kind.REQUEST, false, route), site, 1);
    }

    static Origin in(Phase phase, Site site) {
        return new Origin(1_000, phase, Unit.NONE, site, 1);
    }

    static Disk disk(PathClass lies) {
        return new Disk(lies, true, Disk.Ground.ELSEWHERE);
    }

    static FileWritten written(Origin origin, String path, Disk disk) {
        return new FileWritten(origin, path, false, disk, 4_000, "opened", false, 1, null);
    }

    /** The same, several times rewritten. */
    static FileWritten rewritten(Origin origin, String path, Disk disk, int units) {
        return new FileWritten(origin, path, false, disk, 4_000, "opened", false, units, null);
    }

    static FileOpened opened(String path, Outcome outcome, @Nullable String machine, @Nullable String source) {
        return new FileOpened(
                request(7, "GET /orders", site("java.io.FileInputStream.open")),
                path,
                false,
                false,
                outcome,
                machine,
                source,
                null,
                null);
    }
}
