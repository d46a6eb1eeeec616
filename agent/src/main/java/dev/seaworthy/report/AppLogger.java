package dev.seaworthy.report;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application's own logger named {@code seaworthy}: SLF4J's, else Log4j's, else the JDK's, whichever its class loader
 * has. It is looked up line by line, since lines are few and nothing here may keep the application's classes alive.
 *
 * <p>Asking for a logger sets up the application's logging, which must not happen before the application does so itself:
 * lines wait until the first warning or the tenth second. A logger that nobody listens to any more, as after the
 * application's shutdown hooks, gets none: these lines go where they go without a logger.
 */
final class AppLogger implements LogOutput {

    private static final int MOST_WAITING = 100;

    private final Supplier<@Nullable ClassLoader> application;
    private final LogOutput instead;
    private final List<String> waiting = new ArrayList<>();
    private WeakReference<ClassLoader> loader = new WeakReference<>(null);
    private boolean awake;
    private boolean ending;
    private boolean worked;
    private boolean told;

    /**
     * @param application gives the application's class loader
     * @param instead where lines go when there is no logger
     */
    AppLogger(Supplier<@Nullable ClassLoader> application, LogOutput instead) {
        this.application = application;
        this.instead = instead;
    }

    /** The context class loader of the thread that runs {@code main}, else of any other; else the system's. */
    static @Nullable ClassLoader contextLoader() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        Thread[] threads = new Thread[Thread.activeCount() + 16];
        int count = Thread.enumerate(threads);
        ClassLoader best = system;
        for (int i = 0; i < count; i++) {
            ClassLoader found = threads[i].getContextClassLoader();
            if (found != null && found != system && isBelow(system, found)) {
                best = found;
                if (threads[i].getName().equals("main")) {
                    return found;
                }
            }
        }
        return best;
    }

    private static boolean isBelow(ClassLoader system, ClassLoader loader) {
        for (ClassLoader next = loader.getParent(); next != null; next = next.getParent()) {
            if (next == system) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized boolean write(boolean warning, String line) {
        if (!awake && !warning && waiting.size() < MOST_WAITING) {
            waiting.add(line);
            return true;
        }
        wake();
        return hand(warning, line);
    }

    /** The application has had the time to set up its logging. */
    synchronized void wake() {
        awake = true;
        List<String> lines = List.copyOf(waiting);
        waiting.clear();
        for (String line : lines) {
            hand(false, line);
        }
    }

    /** The application's shutdown hooks have run. */
    synchronized void end() {
        ending = true;
        wake();
    }

    private boolean hand(boolean warning, String line) {
        if (!told && log(warning, line)) {
            worked = true;
            return true;
        }
        long now = System.currentTimeMillis();
        if (!told && !worked && !ending) {
            told = true;
            instead.write(
                    true,
                    TextLogFormat.head(true, now)
                            + "log=app: the application's class loader has no working SLF4J, Log4j"
                            + " or JUL logger; lines go to standard error");
        }
        boolean json = line.startsWith("{");
        return instead.write(warning, json ? line : TextLogFormat.head(warning, now) + line);
    }

    private boolean log(boolean warning, String line) {
        ClassLoader known = loader.get();
        if (known == null) {
            known = application.get();
            loader = new WeakReference<>(known);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(known);
        try {
            for (AppLogging kind : AppLogging.values()) {
                try {
                    if (!(ending && kind.comesBack()) && kind.log(known, warning, line)) {
                        return true;
                    }
                } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
                    // absent or broken: the next kind
                }
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        return false;
    }
}
