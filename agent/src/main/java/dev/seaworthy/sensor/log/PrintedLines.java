package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The lines of one place, and the units of work that they came from: the first few exactly, the rest about. */
final class PrintedLines {

    private static final int EXACT = 8;

    final Site site;
    private final String channel;
    private final LongAdder plain = new LongAdder();
    private final LongAdder structured = new LongAdder();
    private final AtomicInteger units = new AtomicInteger();
    private final AtomicLongArray firstUnits = new AtomicLongArray(EXACT);
    private final AtomicLong latest = new AtomicLong();
    private volatile Unit lastUnit = Unit.NONE;
    private volatile boolean inRequest;
    private long told;

    PrintedLines(String channel, Site site) {
        this.channel = channel;
        this.site = site;
    }

    void add(Unit unit, boolean isStructured) {
        (isStructured ? structured : plain).increment();
        if (lastUnit != unit) {
            lastUnit = unit;
        }
        if (unit.isRequest() && !inRequest) {
            inRequest = true;
        }
        if (isNew(unit)) {
            units.incrementAndGet();
        }
    }

    private boolean isNew(Unit unit) {
        if (!unit.isVisible()) {
            return true; // the print itself is what there is of a unit
        }
        for (int i = 0; i < EXACT; i++) {
            long id = firstUnits.get(i);
            if (id == 0 && firstUnits.compareAndSet(i, 0, unit.id())) {
                return true;
            }
            if (firstUnits.get(i) == unit.id()) {
                return false;
            }
        }
        return latest.getAndSet(unit.id()) != unit.id();
    }

    Unit lastUnit() {
        return lastUnit;
    }

    boolean inRequest() {
        return inRequest;
    }

    /** What there is to tell since the last time, null where nothing. Agent's thread. */
    @Nullable
    LinePrinted news(long now) {
        long lines = plain.sum();
        long both = lines + structured.sum();
        if (both == told) {
            return null;
        }
        told = both;
        return new LinePrinted(
                PrintPlaces.origin(now, this), channel, lines == 0 ? both : lines, units.get(), lines == 0);
    }
}
