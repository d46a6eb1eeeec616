package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LinePrinted;
import dev.seaworthy.observation.Site;
import dev.seaworthy.observation.Unit;
import dev.seaworthy.sensor.Spot;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The lines that were printed on one way to one place, and the units of work that they came from: the first few exactly,
 * the rest about.
 */
final class PrintedLines extends Spot {

    private static final int EXACT = 8;

    private final String channel;
    private final boolean counts;
    private final LongAdder plain = new LongAdder();
    private final LongAdder structured = new LongAdder();
    private final AtomicInteger units = new AtomicInteger();
    private final AtomicLongArray firstUnits = new AtomicLongArray(EXACT);
    private final AtomicLong latest = new AtomicLong();
    private volatile Unit lastUnit = Unit.NONE;
    private volatile boolean inRequest;
    private long told;
    private long unplaced;
    /** What nobody looked at, and was shared out among the two kinds. */
    private long shared;

    /** {@code counts}: whether it may be a print of the application's own; a logging framework's is not. */
    PrintedLines(String channel, Site site, boolean counts) {
        super(site);
        this.channel = channel;
        this.counts = counts;
    }

    void add(Unit unit, boolean isStructured) {
        look();
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

    /** Adds what nobody looked at; whether anything may have to be reported. Agent's thread, like what follows. */
    boolean takesPassed() {
        long passed = passes() - shared;
        shared += passed;
        if (passed > 0) {
            long lines = plain.sum();
            long both = Math.max(1, lines + structured.sum());
            long ofPlain = (long) (passed * ((double) lines / both));
            plain.add(ofPlain);
            structured.add(passed - ofPlain);
        }
        return counts;
    }

    /** Lines without a known place, since this was last asked. */
    long takeUnplaced() {
        long all = counts ? plain.sum() + structured.sum() : 0;
        long more = all - unplaced;
        unplaced = all;
        return more;
    }

    /** What there is to report of one place since the last time, null where nothing. */
    static @Nullable LinePrinted news(List<PrintedLines> ways, long now) {
        long lines = 0;
        long both = 0;
        long told = 0;
        int units = 0;
        PrintedLines newest = ways.get(0);
        for (PrintedLines way : ways) {
            long its = way.plain.sum();
            long all = its + way.structured.sum();
            newest = all > way.told ? way : newest;
            lines += its;
            both += all;
            told += way.told;
            units = Math.max(units, way.units.get());
            way.told = all;
        }
        return both == told
                ? null
                : new LinePrinted(
                        PrintPlaces.origin(now, newest), newest.channel, lines == 0 ? both : lines, units, lines == 0);
    }
}
