package dev.seaworthy.sensor;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who holds what others wait for: how many each place has, and for how long together. For one thread at a time. */
public final class HeldTimes {

    private static final int SHOWN = 5;

    private final Map<Site, long[]> holders = new HashMap<>();

    public void add(Site site, long nanos) {
        add(holders.computeIfAbsent(site, any -> new long[2]), 1, nanos);
    }

    /** How many all of them have. */
    public int number() {
        long number = 0;
        for (long[] held : holders.values()) {
            number += held[0];
        }
        return (int) number;
    }

    private static void add(long[] to, long number, long nanos) {
        to[0] += number;
        to[1] += nanos;
    }

    /** How many those have that held the longest, by place; agent's thread, since places are looked up. */
    public Map<String, Integer> longest() {
        Map<String, long[]> places = new HashMap<>();
        holders.forEach((site, held) -> {
            Place place = site.place();
            if (place != null) {
                add(places.computeIfAbsent(place.toString(), any -> new long[2]), held[0], held[1]);
            }
        });
        List<Map.Entry<String, long[]>> all = new ArrayList<>(places.entrySet());
        all.sort((a, b) -> Long.compare(b.getValue()[1], a.getValue()[1]));
        Map<String, Integer> most = new LinkedHashMap<>();
        for (Map.Entry<String, long[]> one : all.subList(0, Math.min(SHOWN, all.size()))) {
            most.put(one.getKey(), (int) one.getValue()[0]);
        }
        return most;
    }
}
