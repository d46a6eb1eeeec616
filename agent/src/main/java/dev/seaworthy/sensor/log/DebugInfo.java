package dev.seaworthy.sensor.log;

import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.LinesUnknown;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.Observations;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the application's frames have line numbers in the stack traces that it logs: judged by the first
 * {@value #EXAMINED} of these. Classes that are made at run time may have none; the others decide. Thread-safe, bounded.
 */
final class DebugInfo {

    private static final int EXAMINED = 64;
    private static final int MOST_CLASSES = 256;
    /** So many classes without line numbers, and none with, were compiled so. */
    private static final int ENOUGH = 2;

    private static final String[] MADE = {"$$", "/", "Proxy", "_Subclass", "_Bean", "Mock", "ByteBuddy", "Accessor"};

    private final Surroundings surroundings;
    private final Observations observations;
    private final AtomicInteger examined = new AtomicInteger();
    private final Set<String> with = ConcurrentHashMap.newKeySet();
    private final Set<String> without = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Origin last;
    private boolean told;

    DebugInfo(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.observations = observations;
    }

    /** An exception was logged, so that its stack trace has been taken already. */
    void logged(Throwable thrown) {
        if (examined.get() >= EXAMINED || examined.incrementAndGet() > EXAMINED) {
            return;
        }
        for (StackTraceElement frame : ThrownMessages.trace(thrown)) {
            if (!frame.isNativeMethod() && with.size() + without.size() < MOST_CLASSES) {
                (frame.getLineNumber() > 0 ? with : without).add(frame.getClassName());
            }
        }
        last = surroundings.here();
    }

    /** Agent's thread. */
    void tick() {
        Origin origin = last;
        if (told || origin == null) {
            return;
        }
        List<String> roots = surroundings.applicationRoots();
        for (String one : with) {
            if (Details.isOwn(one, roots)) {
                return;
            }
        }
        int own = 0;
        String first = "";
        for (String one : without) {
            if (Details.isOwn(one, roots) && !isMade(one)) {
                first = own++ == 0 || one.compareTo(first) < 0 ? one : first;
            }
        }
        if (own >= ENOUGH) {
            told = true;
            observations.add(new LinesUnknown(origin, first, own));
        }
    }

    private static boolean isMade(String className) {
        for (String mark : MADE) {
            if (className.contains(mark)) {
                return true;
            }
        }
        return false;
    }
}
