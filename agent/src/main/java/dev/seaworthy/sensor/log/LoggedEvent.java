package dev.seaworthy.sensor.log;

import dev.seaworthy.observation.LogLevel;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One log event while it is written. Valid during the hook only, on its own thread, which uses the object for the next event,
 * too: nobody keeps it, or what it gives, but for texts and names.
 *
 * <p>It outlives the events, so each reference that it takes costs a collector with regions a fence, some 6 ns: what is the
 * agent's own stays in it from one event to the next, and what can be read again is.
 */
final class LoggedEvent {

    private static final Object[] NO_ARGUMENTS = {};
    private static final int LONGEST_TEXT = 1 << 16;

    /** What the point at its beginning gave. */
    @Nullable
    Object a;

    @Nullable
    Object b;

    @Nullable
    Object c;

    /** What a point of its own at its end gave first. */
    @Nullable
    Object atEnd;

    /** What its library has put aside at its beginning. */
    @Nullable
    Object kept;

    /** What a {@code writes} point gave. */
    @Nullable
    Object written;

    /** Something was seen that writes it. */
    boolean writes;

    private @Nullable LogLibrary library;
    /** For how many events its text is searched; 0 = it is not. */
    private int weight;

    /** Events of its thread, with this one, for which the next one stands that is searched; outlives the event. */
    int passed;

    /** What was read at once as it ended. */
    private long glance;

    private boolean reached;
    /** It is the same as one within it, or does not count for another reason. */
    private boolean silent;

    /** Stays when the event is over, as its library and its level do. */
    private @Nullable LoggerLog owner;

    private boolean hasOwner;
    private LogLevel level = LogLevel.INFO;
    private boolean hasLevel;
    private long site;
    private boolean hasSite;
    private @Nullable String heard;
    private @Nullable String logger;
    private int round;
    private int from;

    void begin(LogLibrary by, int now, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
        if (library != by) {
            library = by;
        }
        round = now;
        a = first;
        if (by.hears()) {
            b = second;
            c = third;
            silent = !by.passes(this);
        }
    }

    /** Forgets all of it. */
    void clear() {
        a = null;
        b = null;
        c = null;
        atEnd = null;
        kept = null;
        written = null;
        heard = null;
        logger = null;
        glance = Glance.NONE;
        hasOwner = false;
        hasLevel = false;
        hasSite = false;
        writes = false;
        weight = 0;
        reached = false;
        silent = false;
    }

    LogLibrary by() {
        LogLibrary known = library;
        if (known == null) {
            throw new IllegalStateException("the event is over");
        }
        return known;
    }

    /** {@code logback} … */
    String library() {
        return by().name();
    }

    /** Name of the logger; empty if it has none. */
    String logger() {
        LoggerLog of = owner();
        String known = of == null ? logger : of.name;
        if (known == null) {
            known = readLogger();
            logger = known;
        }
        return known;
    }

    /** The same as long as it is asked once. */
    String readLogger() {
        String known = by().logger(this);
        return known == null ? "" : known;
    }

    /** {@code INFO} if it has a level that is not known. */
    LogLevel level() {
        if (!hasLevel) {
            LogLevel known = Glance.isKnown(glance) ? Glance.level(glance) : by().level(this);
            known = known == null ? LogLevel.INFO : known;
            if (level != known) {
                level = known;
            }
            hasLevel = true;
        }
        return level;
    }

    /** The message as it was written, before arguments were put in; null if it is not a text. */
    @Nullable
    String message() {
        return by().message(this);
    }

    /** The application's own objects, without a throwable that the library has lifted out; never turned into text. */
    Object[] arguments() {
        Object[] given = by().arguments(this);
        return given == null ? NO_ARGUMENTS : given;
    }

    @Nullable
    Throwable thrown() {
        return Glance.isKnown(glance) && !Glance.isThrown(glance) ? null : by().thrown(this);
    }

    /** What the thread's context map (MDC, ThreadContext) holds. */
    Map<?, ?> context() {
        Map<?, ?> known = by().context(this);
        return known == null ? Map.of() : known;
    }

    /** Whether a key passes, or there are very many: of the context map, of key/value pairs, or of structured arguments. */
    boolean anyKey(Predicate<String> test) {
        Map<?, ?> context = by().context(this);
        if (context != null) {
            int left = RequestIds.MOST_KEYS;
            for (Object key : context.keySet()) {
                if (left-- == 0 || key instanceof String name && test.test(name)) {
                    return true;
                }
            }
        }
        return by().anyKey(this, test) || StructuredArguments.anyKey(arguments(), test);
    }

    /**
     * The formatted message, without a stack trace; null if it was not put together, is not to be had, or if the event is not
     * {@linkplain #isSearched picked}.
     */
    @Nullable
    String text() {
        if (weight == 0) {
            return null;
        }
        String known = by().text(this, heard);
        return known == null && isWritten() ? PlainText.of(message(), arguments()) : known;
    }

    /** Whether its text is looked at: all events of a line of code, unless there are very many of them. */
    boolean isSearched() {
        return weight > 0;
    }

    /** False if it is certain that no appender took it. */
    boolean isWritten() {
        return reached;
    }

    /** The event has been handed to all that write it: whether one of them took it. */
    boolean reaches() {
        reached = Glance.isWritten(glance) || by().isWritten(this);
        return reached;
    }

    /** Tells lines of code apart, as far as a logger and a message can, without a look at the stack. */
    long site() {
        if (!hasSite) {
            site = logger().hashCode() * 1_000_003L + messageHash();
            hasSite = true;
        }
        return site;
    }

    private int messageHash() {
        if (Glance.isKnown(glance)) {
            return Glance.message(glance);
        }
        String text = message();
        return text == null ? 0 : text.hashCode();
    }

    /** It ends: what is asked of every event is read at once, if its library can. */
    void glance() {
        glance = by().glance(this);
    }

    /** @param of its logger, null if that was dropped */
    void belongsTo(@Nullable LoggerLog of) {
        if (owner != of) {
            owner = of;
        }
        hasOwner = true;
    }

    void search(int forSoMany) {
        weight = forSoMany;
    }

    /** What is kept of its logger; null if that was dropped. */
    @Nullable
    LoggerLog owner() {
        return hasOwner ? owner : null;
    }

    /** For how many events its text is searched: what is found in it happened about so often. */
    int weight() {
        return weight;
    }

    /** This one is searched for all that were passed over; how many these are. */
    int takePassed() {
        int all = passed;
        passed = 0;
        return all;
    }

    boolean wantsText() {
        return weight > 0 && heard == null;
    }

    /** Where in a buffer the words begin that are about to be added. */
    void textFrom(int length) {
        from = length;
    }

    void hear(String text) {
        heard = text;
    }

    void hear(StringBuilder buffer) {
        int end = Math.min(buffer.length(), from + LONGEST_TEXT);
        heard = end < from ? null : buffer.substring(from, end);
    }

    boolean isSilent() {
        return silent;
    }

    void silence() {
        silent = true;
    }

    /** Since which round of the agent's it has been going on. */
    int round() {
        return round;
    }
}
