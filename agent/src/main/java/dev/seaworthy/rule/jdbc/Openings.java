package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionClosed;
import dev.seaworthy.observation.ConnectionKept;
import dev.seaworthy.observation.ConnectionOpened;
import dev.seaworthy.observation.ConnectionReused;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Phase;
import dev.seaworthy.observation.PoolBuilt;
import dev.seaworthy.observation.Site;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.Severity;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one database has seen opened lately, by whom, and how it ended. Bounded. */
final class Openings {

    private static final int MOST = 256;
    private static final int MOST_OPEN = 4_096;
    private static final int MOST_PLACES = 64;
    private static final long REPORT_EVERY_MILLIS = 1_000;

    final Database database;
    private final ArrayDeque<Opening> window = new ArrayDeque<>();
    private final Map<Long, Opening> open = new HashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Factory> factories = new HashMap<>();
    private @Nullable Verdict last;
    private long firstMillis;
    private long judgedAt;
    private long lastMillis;

    /** The code that asks the driver: a pool's innards, an application's own factory, a data access object. */
    private static final class Factory {
        int reused;
        int single;

        boolean isPool() {
            return reused > 0 && single <= reused * UnpooledConnection.SINGLE_FOR_EACH_REUSED;
        }
    }

    /** One line of the application that opens connections. */
    static final class Place {
        final Site site;
        private final Factory factory;
        private boolean suspected;
        private boolean inRequest;
        private long single;
        private long unreported;

        Place(Site site, Factory factory) {
            this.site = site;
            this.factory = factory;
        }

        boolean suspect() {
            boolean first = !suspected;
            suspected = true;
            // Reported now; it must not count again when it is confirmed.
            unreported -= first ? 1 : 0;
            return first;
        }
    }

    Openings(Database database) {
        this.database = database;
    }

    Place opened(ConnectionOpened seen) {
        Site site = seen.origin().site();
        Place place = place(site);
        lastMillis = Math.max(lastMillis, seen.origin().millis());
        Phase phase = seen.origin().phase();
        boolean counts = (phase == Phase.REQUEST || phase == Phase.JOB)
                && seen.how() != ConnectionOpened.Opener.POOL
                && !Tools.areAtWork(site)
                && !(phase == Phase.JOB && Tools.isTest(site));
        if (counts) {
            firstMillis = firstMillis == 0 ? seen.origin().millis() : firstMillis;
            place.inRequest |= phase == Phase.REQUEST;
            Opening opening = new Opening(seen, place, window.stream().anyMatch(Opening::isSingle));
            window.add(opening);
            if (open.size() < MOST_OPEN) {
                open.put(seen.connection(), opening);
            }
            if (window.size() > MOST) {
                window.remove();
            }
        }
        return place;
    }

    void closed(ConnectionClosed seen) {
        lastMillis = Math.max(lastMillis, seen.origin().millis());
        Opening opening = open.remove(seen.connection());
        if (opening != null) {
            boolean told = opening.kept;
            opening.end = seen;
            opening.kept = false;
            if (opening.isSingle() && !told && !opening.pooled) {
                isSingle(opening);
            }
        }
    }

    /** One that was opened by hand there was never closed: whichever, they are as good as each other. */
    void kept(ConnectionKept seen) {
        lastMillis = Math.max(lastMillis, seen.origin().millis());
        if (seen.how() != ConnectionKept.How.ABANDONED) {
            return; // what is collected is told as closed, too
        }
        Place place = place(seen.origin().site());
        for (Opening opening : window) {
            if (opening.place == place && !opening.isOver() && !opening.pooled) {
                opening.kept = true;
                isSingle(opening);
                return;
            }
        }
    }

    /**
     * What opened some of them for the unit of work that built it turned out to be a pool: that one is to be judged.
     *
     * @return the first that was suspected, null where none was
     */
    @Nullable
    ConnectionOpened pooled(PoolBuilt pool) {
        ConnectionOpened suspected = null;
        for (Opening opening : window) {
            if (!opening.pooled && !opening.isOver() && opening.isOf(pool)) {
                opening.pooled = true;
                suspected = suspected == null && opening.place.suspected ? opening.seen : suspected;
            }
        }
        return suspected;
    }

    private static void isSingle(Opening opening) {
        opening.place.single++;
        opening.place.unreported++;
        opening.place.factory.single++;
    }

    /** Whether that turned its opener into a pool. */
    boolean reused(ConnectionReused seen) {
        Factory factory = place(seen.origin().site()).factory;
        factory.reused++;
        return factory.isPool();
    }

    /** Whether all that were suspected turned out to be a pool's. */
    boolean isHarmless() {
        for (Place place : places.values()) {
            if (place.suspected && counts(place)) {
                return false;
            }
        }
        return last == null;
    }

    boolean counts(Place place) {
        return !place.factory.isPool();
    }

    /** Whether the verdict is against them; once it is, it is looked at again at most once a second. */
    boolean isAgainst(long now) {
        return (last == null || now - judgedAt >= REPORT_EVERY_MILLIS) && judge(now);
    }

    /** Looks at what was opened lately. */
    boolean judge(long now) {
        while (!window.isEmpty() && now - window.element().seen.origin().millis() > UnpooledConnection.WINDOW_MILLIS) {
            window.remove();
        }
        Verdict verdict = new Verdict(now - firstMillis);
        for (Opening opening : window) {
            if (counts(opening.place) && !opening.pooled) {
                verdict.add(opening);
            }
        }
        if (verdict.stands()) {
            last = verdict;
            judgedAt = now;
            return true;
        }
        return false;
    }

    /** What the last verdict says about one place; takes what was not reported of it yet. */
    Found verdict(Rule<?> rule, Place place, long millis) {
        Verdict verdict = Objects.requireNonNull(last);
        String outside = Poolers.standBefore(database)
                ? "; a pooler in front protects the database, but not from the cost of each"
                : "";
        long more = place.unreported;
        place.unreported = 0;
        return verdict.evidence(Found.confirmed(rule, place.site, database.url(), verdict.sentence() + outside, millis)
                .anywhere()
                .severity(severity(place))
                .occurrences(more));
    }

    long lastMillis() {
        return lastMillis;
    }

    /** Places to report, once the verdict stands. */
    List<Place> unreported() {
        return last == null
                ? List.of()
                : places.values().stream()
                        .filter(place -> place.unreported > 0 && counts(place))
                        .toList();
    }

    /** A file beside the program has no connection limit; H2 and the like stand in for a server, at least in a service. */
    private Severity severity(Place place) {
        if (database.product().equals("sqlite") || database.product().equals("duckdb")) {
            return Severity.LOW;
        }
        boolean mild = Poolers.standBefore(database) || database.embedded() && !place.inRequest;
        return mild ? Severity.MEDIUM : Severity.BLOCKER;
    }

    private Place place(Site site) {
        String factory = String.valueOf(method(site.factory()));
        String key = method(site.place()) + " " + factory;
        Place known = places.get(key);
        if (known == null) {
            Factory maker = factories.computeIfAbsent(
                    factories.size() < MOST_PLACES ? factory : "others", any -> new Factory());
            known = new Place(site, maker);
            if (places.size() < MOST_PLACES) {
                places.put(key, known);
            }
        }
        return known;
    }

    private static @Nullable String method(dev.seaworthy.observation.@Nullable Place place) {
        return place == null ? null : place.className() + "." + place.method();
    }
}
