package dev.seaworthy.boot;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The agent leaves a JVM that goes on. Woven code is cut off first, so that whatever still runs in it does nothing; then
 * the last report is written, and every class gets back the bytes that it had without us.
 */
final class Departure {

    /** Classes that load while the list is made are found in the next one. */
    private static final int PASSES = 3;

    private final Engine engine;

    Departure(Engine engine) {
        this.engine = engine;
    }

    /** Says what was done, a fact a line. */
    String leave() {
        Dispatcher.shut();
        engine.leave();
        Set<Class<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Class<?>> refused = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            List<Class<?>> woven = new ArrayList<>();
            for (Class<?> type : engine.loaded.of(engine.table.owners())) {
                if (done.add(type)) {
                    woven.add(type);
                }
            }
            if (woven.isEmpty()) {
                break;
            }
            refused.addAll(engine.loaded.retransform(woven));
        }
        // Only now: a class that is restored while nobody transforms loses the JVM's copy of its file. The next agent
        // would get one with all constants so far, of which those that equal nothing, such as NaN, triple each time.
        engine.left();
        StringBuilder told = new StringBuilder();
        told.append(done.size() - refused.size());
        for (Class<?> type : refused) {
            told.append("\nrefused ").append(type.getName());
        }
        for (String report : engine.settings.list("report")) {
            told.append("\nreport ").append(new File(report).getAbsolutePath());
        }
        return told.toString();
    }
}
