package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Site;
import java.util.Arrays;

/** How many round trips the latest requests of one route made. Bounded: the last {@value #MOST} count. */
final class RouteTrips {

    private static final int MOST = 200;

    private final Site site;
    private final int[] latest = new int[MOST];
    private int size;
    private int next;
    private long units;

    RouteTrips(Site site) {
        this.site = site;
    }

    /** One request with so many, and {@code quiet} others that made too few to be told. */
    void add(int trips, int quiet) {
        for (int i = 0; i < Math.min(quiet, MOST); i++) {
            put(0);
        }
        units += Math.max(0, quiet - MOST);
        put(trips);
    }

    private void put(int trips) {
        latest[next] = trips;
        next = (next + 1) % MOST;
        size = Math.min(MOST, size + 1);
        units++;
    }

    long units() {
        return units;
    }

    /** Where the first of them asked. */
    Site site() {
        return site;
    }

    int percentile95() {
        int[] sorted = Arrays.copyOf(latest, size);
        Arrays.sort(sorted);
        return size == 0 ? 0 : sorted[(int) Math.ceil(size * 0.95) - 1];
    }
}
