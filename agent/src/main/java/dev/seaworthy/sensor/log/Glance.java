package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LogLevel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of every event, read by one method handle instead of one look-up each: its level, its message as written,
 * whether it was put into words, and whether it has a throwable. The handle is made for a class of events that comes often, by
 * the agent's thread, because that takes milliseconds, and kept in the class, so that it goes with it. Thread-safe.
 */
final class Glance extends ClassValue<Glance.OfClass> {

    /** Nothing was read. */
    static final long NONE = 0;

    private static final int OFTEN = 500;
    private static final long KNOWN = 1L << 32;
    private static final long WRITTEN = 1L << 33;
    private static final long THROWN = 1L << 34;
    private static final int LEVEL = 35;
    private static final LogLevel[] LEVELS = LogLevel.values();

    private static final MethodType OF_EVENT = MethodType.methodType(long.class, Object.class);
    private static final MethodType OF_PARTS =
            MethodType.methodType(long.class, Object.class, Object.class, int.class, String.class);

    /** Classes that come often and have no handle yet. */
    private static final Queue<OfClass> WAITING = new ConcurrentLinkedQueue<>();

    private final KeptText words;
    private final String thrown;
    private final String level;
    private final String levelNumber;
    private final String message;

    /** How one class of events is read; null as long as it is not. */
    final class OfClass {
        private final Class<?> type;
        private int events;
        private volatile @Nullable MethodHandle handle;

        OfClass(Class<?> type) {
            this.type = type;
        }

        private void make() {
            handle = find(type);
        }
    }

    /**
     * @param words where the event keeps its text
     * @param levelNumber a method of its level: 10000 is DEBUG, 20000 INFO, 30000 WARN and 40000 ERROR
     */
    Glance(KeptText words, String thrown, String level, String levelNumber, String message) {
        this.words = words;
        this.thrown = thrown;
        this.level = level;
        this.levelNumber = levelNumber;
        this.message = message;
    }

    /** {@link #NONE} as long as there is no handle, and if the event cannot be read. */
    long at(Object event) {
        OfClass known = get(event.getClass());
        MethodHandle handle = known.handle;
        if (handle == null) {
            note(known);
            return NONE;
        }
        try {
            return (long) handle.invokeExact(event);
        } catch (Throwable silent) { // of whatever kind, it is the application's
            return NONE;
        }
    }

    private static void note(OfClass known) {
        if (++known.events == OFTEN) {
            WAITING.add(known);
        }
    }

    /** Makes the handles that are wanted. Agent's thread. */
    static void prepare() {
        for (OfClass next = WAITING.poll(); next != null; next = WAITING.poll()) {
            next.make();
        }
    }

    static boolean isKnown(long glance) {
        return glance != NONE;
    }

    static boolean isWritten(long glance) {
        return (glance & WRITTEN) != 0;
    }

    static boolean isThrown(long glance) {
        return (glance & THROWN) != 0;
    }

    static LogLevel level(long glance) {
        return LEVELS[(int) (glance >>> LEVEL)];
    }

    /** Hash of the message as it was written; 0 if there is none. */
    static int message(long glance) {
        return (int) glance;
    }

    @Override
    protected OfClass computeValue(Class<?> type) {
        return new OfClass(type);
    }

    private @Nullable MethodHandle find(Class<?> type) {
        MethodHandle text = words.getter(type);
        if (text == null) {
            return null;
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle grade = lookup.unreflect(type.getMethod(level));
            Class<?> grades = grade.type().returnType();
            MethodHandle[] parts = {
                text,
                lookup.unreflect(type.getMethod(thrown)),
                MethodHandles.filterReturnValue(grade, lookup.unreflect(grades.getMethod(levelNumber))),
                lookup.unreflect(type.getMethod(message))
            };
            MethodHandle all = MethodHandles.lookup().findStatic(Glance.class, "together", OF_PARTS);
            for (int i = 0; i < parts.length; i++) {
                Class<?> gives = OF_PARTS.parameterType(i);
                parts[i] = parts[i].asType(MethodType.methodType(gives, Object.class));
            }
            return MethodHandles.permuteArguments(MethodHandles.filterArguments(all, 0, parts), OF_EVENT, 0, 0, 0, 0);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherwise) {
            return null; // each is read for itself
        }
    }

    private static long together(@Nullable Object text, @Nullable Object cause, int number, @Nullable String template) {
        long seen = KNOWN | (long) named(number).ordinal() << LEVEL;
        seen |= text == null ? 0 : WRITTEN;
        seen |= cause == null ? 0 : THROWN;
        return seen | (template == null ? 0 : template.hashCode() & 0xFFFF_FFFFL);
    }

    private static LogLevel named(int number) {
        return number >= 40_000
                ? LogLevel.ERROR
                : number >= 30_000
                        ? LogLevel.WARN
                        : number >= 20_000 ? LogLevel.INFO : number >= 10_000 ? LogLevel.DEBUG : LogLevel.TRACE;
    }
}
