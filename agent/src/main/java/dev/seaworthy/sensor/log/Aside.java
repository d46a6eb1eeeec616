package dev.seaworthy.sensor.log;

import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/** What is no log event but says something about events: the points of {@link LogWatch} beside those of the libraries. */
final class Aside {

    /** The first of their numbers, behind those of the libraries. */
    static final int FIRST = 56;

    /** The first letters of their roles. */
    static final String LETTERS = "trhcdmpf";

    static final int TAKES = FIRST;
    static final int READS = FIRST + 1;
    static final int HANDLES = FIRST + 2;
    static final int CONTEXT = FIRST + 3;
    static final int DROPS = FIRST + 4;
    static final int MADE = FIRST + 5;
    static final int PRINTS = FIRST + 6;

    private Aside() {}

    static void heard(LogWatch watch, int op, @Nullable Object a, @Nullable Object b) {
        switch (op) {
            case TAKES -> {
                if (a instanceof Throwable thrown) {
                    watch.traced(thrown);
                }
            }
            case READS -> {
                if (a instanceof Throwable thrown) {
                    watch.read(thrown);
                }
            }
            case HANDLES -> {
                if (a instanceof Throwable thrown && b == null) {
                    watch.handled(thrown);
                } else if (a instanceof Throwable thrown
                        && b instanceof RunnableScheduledFuture<?> future
                        && b.getClass().getName().startsWith("java.util.concurrent.")
                        && future.isPeriodic()) {
                    watch.stopped(thrown);
                }
            }
            case CONTEXT -> watch.contexts.changed(a, b);
            case DROPS -> watch.noProvider.dropped();
            case MADE -> watch.outputs.seen("log4j2", a);
            case PRINTS -> watch.printed(a);
            default -> watch.answers(a);
        }
    }
}
