package dev.seaworthy.sensor;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many of what is open to one target each place holds. Thread-safe, bounded. */
public final class Holders {

    private static final int MOST_PLACES = 256;
    private static final int SHOWN = 5;

    private final ConcurrentHashMap<String, Holder> known = new ConcurrentHashMap<>();
    private volatile @Nullable Holder last;

    /** How many somebody holds. */
    public record Holder(Site site, AtomicInteger holds) {}

    /** Who opens at that place. */
    public Holder of(Site site) {
        Holder before = last;
        if (before != null && before.site == site) {
            return before;
        }
        String way = site.place() + " " + site.factory();
        Holder holder = known.get(way);
        if (holder == null) {
            Holder fresh = new Holder(site, new AtomicInteger());
            Holder other = known.size() < MOST_PLACES ? known.putIfAbsent(way, fresh) : null;
            holder = other == null ? fresh : other;
        }
        Holder mine = holder.site == site ? holder : new Holder(site, holder.holds);
        last = mine;
        return mine;
    }

    /**
     * Who holds how many, the most first.
     *
     * @param builders where the pool was built that opened something on a thread of its own, null where that is not known
     */
    public Map<String, Integer> most(Function<Site, @Nullable Site> builders) {
        Map<String, Integer> named = new HashMap<>();
        for (Holder holder : known.values()) {
            named.merge(name(holder.site, builders), holder.holds.get(), Integer::sum);
        }
        Map<String, Integer> most = new LinkedHashMap<>();
        named.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(SHOWN)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        return most;
    }

    /** What a pool opened on a thread of its own is held by whoever built it. */
    private static String name(Site site, Function<Site, @Nullable Site> builders) {
        Site built = site.place() == null ? builders.apply(site) : site;
        Place place = built == null ? site.factory() : built.place();
        return place == null ? "unknown" : place.toString();
    }
}
