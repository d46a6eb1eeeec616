package dev.seaworthy.sensor.jdbc.discover;

import dev.seaworthy.observation.Place;
import dev.seaworthy.observation.Site;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names of the classes of DataSources that lend what they or others have, unlike a driver's. Thread-safe, bounded. */
public final class LenderClasses {

    private static final int MOST = 1_000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    void add(Class<?> source) {
        if (names.size() < MOST) {
            names.add(source.getName());
        }
    }

    /** Whether one of them opened on that stack, before it had its hooks perhaps: then what it handed out is not known. */
    public boolean areOn(Site site) {
        for (Place frame : site.stack()) {
            if (names.contains(frame.className())) {
                return true;
            }
        }
        return false;
    }
}
