package dev.seaworthy.context;

import java.lang.reflect.Member;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A property of the application's or a library's objects, read through the first of some names that there is: a method without parameters, else a field. Only what is public and exported to everybody is read, by the class or
 * interface that declares it; nothing is made accessible
 * but by {@link #accessible}, and no class is initialized or looked up in a loader. Never
 * throws. Found once for a class, and kept in that class, so that it goes with it. Thread-safe.
 *
 * <p>A method is the application's own code and may do anything: who calls it decides where and when.
 */
public final class Getter extends ClassValue<Object> {

    /** There is no such property, or it failed, or what it says means nothing. */
    public static final long UNKNOWN = -1;

    /** Without limit, as far as that property goes. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final Object NONE = new Object();

    /** How objects that stand for a time, as Apache's {@code Timeout} does, give it. */
    private static final Getter IN_MILLIS =
            new Getter("toMillis", "toMilliseconds", "getMillis", "inWholeMilliseconds");

    private static final Getter AS_DURATION = new Getter("toDuration", "getDuration", "asDuration", "duration");

    /** Null = whatever class declares it. */
    private final String @Nullable [] owners;

    private final Class<?>[] takes;
    private final String[] names;
    private final boolean opens;

    /**
     * What a number says where it is none.
     *
     * @param zero what 0 means: 0, {@link #UNLIMITED}, {@link #UNKNOWN} or a default
     * @param negative what less than 0 means
     * @param absent what null, or an empty {@link Optional}, means
     */
    public record Edges(long zero, long negative, long absent) {

        /** All of them say nothing, as a setting that was not made yet. */
        public static final Edges SILENT = new Edges(UNKNOWN, UNKNOWN, UNKNOWN);

        /** Less than 0 is without limit, 0 is at once or none. */
        public static final Edges NEGATIVE_UNLIMITED = new Edges(0, UNLIMITED, UNKNOWN);

        /** All of them are without limit. */
        public static final Edges UNLIMITED_ALL = new Edges(UNLIMITED, UNLIMITED, UNLIMITED);
    }

    /** @param names of methods without parameters or of fields, tried in this order */
    public Getter(String... names) {
        this(null, names, new Class<?>[0], false);
    }

    private Getter(String @Nullable [] owners, String[] names, Class<?>[] takes, boolean opens) {
        this.owners = owners;
        this.names = names;
        this.takes = takes;
        this.opens = opens;
    }

    /**
     * The same, methods only, where public methods of classes that are not public are believed, too, as libraries have
     * them. What the JDK keeps to itself stays closed.
     */
    public static Getter accessible(String... names) {
        return new Getter(null, names, new Class<?>[0], true);
    }

    /** One such for each of the names. */
    public static Getter[] eachAccessible(String... names) {
        Getter[] each = new Getter[names.length];
        for (int i = 0; i < names.length; i++) {
            each[i] = accessible(names[i]);
        }
        return each;
    }

    /**
     * The same where only certain types are believed, with parameters if need be.
     *
     * @param owners names of the classes or interfaces that declare it, comma-separated: the first that an object has;
     *     empty = whatever declares it, for a library that may have been relocated
     */
    public static Getter of(String owners, String name, Class<?>... takes) {
        return new Getter(owners.isEmpty() ? null : owners.split(","), new String[] {name}, takes, false);
    }

    /** Whether objects of that class have such a property. */
    public boolean isIn(Class<?> type) {
        return get(type) != NONE;
    }

    /** What it says of that object; null if it says null, there is none, or it failed. */
    public @Nullable Object read(@Nullable Object from) {
        Object said = ask(from);
        return said == NONE ? null : said;
    }

    /** The same of a method with one parameter. */
    public @Nullable Object read(@Nullable Object from, Object argument) {
        Object found = from == null ? NONE : get(from.getClass());
        try {
            return from != null && found instanceof Reading one ? one.of(from, argument) : null;
        } catch (Throwable silent) {
            return null;
        }
    }

    /** The same as text; null as there. */
    public @Nullable String text(@Nullable Object from) {
        Object said = read(from);
        return said == null ? null : said.toString();
    }

    public @Nullable String text(@Nullable Object from, Object argument) {
        Object said = read(from, argument);
        return said == null ? null : said.toString();
    }

    /** A whole number, {@code absent} if it is none, there is none, or it failed. Of a primitive, it allocates nothing. */
    public int integer(@Nullable Object from, int absent) {
        Object found = from == null ? NONE : get(from.getClass());
        try {
            if (from != null && found instanceof Reading one && one.counts()) {
                return (int) one.number(from);
            }
        } catch (Throwable silent) {
            return absent;
        }
        return ask(from) instanceof Integer said ? said : absent;
    }

    /** A number of things: at least 0, or {@link #UNKNOWN} or {@link #UNLIMITED}. */
    public long number(@Nullable Object from, Edges edges) {
        Object found = from == null ? NONE : get(from.getClass());
        try {
            if (from != null && found instanceof Reading one && one.counts()) {
                return edge(one.number(from), edges);
            }
        } catch (Throwable silent) {
            return UNKNOWN;
        }
        Object said = plain(ask(from));
        return said == null ? edges.absent : said instanceof Number some ? edge(some.longValue(), edges) : UNKNOWN;
    }

    /**
     * A time in milliseconds, rounded up: at least 0, or {@link #UNKNOWN} or {@link #UNLIMITED}. It may be a number, a
     * {@link Duration}, or any object that gives itself as one of them.
     *
     * @param unit what numbers count
     */
    public long millis(@Nullable Object from, TimeUnit unit, Edges edges) {
        Object found = from == null ? NONE : get(from.getClass());
        try {
            if (from != null && found instanceof Reading one && one.counts()) {
                return edge(millis(one.number(from), unit), edges);
            }
        } catch (Throwable silent) {
            return UNKNOWN;
        }
        Object said = plain(ask(from));
        if (said == null) {
            return edges.absent;
        }
        if (said instanceof Number some) {
            return edge(millis(some.longValue(), unit), edges);
        }
        if (said instanceof Duration time) {
            return edge(millis(time), edges);
        }
        if (IN_MILLIS.read(said) instanceof Number inside) {
            return edge(inside.longValue(), edges);
        }
        return AS_DURATION.read(said) instanceof Duration inside ? edge(millis(inside), edges) : UNKNOWN;
    }

    private static long millis(Duration time) {
        if (time.getSeconds() >= Long.MAX_VALUE / 1_000) {
            return UNLIMITED;
        }
        return time.isNegative() ? -1 : time.plusNanos(999_999).toMillis();
    }

    private static long millis(long count, TimeUnit unit) {
        long millis = unit.toMillis(count);
        boolean cut = count > unit.convert(millis, TimeUnit.MILLISECONDS) && millis < UNLIMITED;
        return count < 0 ? -1 : cut ? millis + 1 : millis;
    }

    private static long edge(long value, Edges edges) {
        return value > 0 ? value : value == 0 ? edges.zero : edges.negative;
    }

    private static @Nullable Object plain(@Nullable Object said) {
        return said instanceof Optional<?> maybe ? maybe.orElse(null) : said;
    }

    private @Nullable Object ask(@Nullable Object from) {
        Object found = from == null ? NONE : get(from.getClass());
        try {
            return from != null && found instanceof Reading one ? one.of(from) : NONE;
        } catch (Throwable silent) { // of whatever kind, it is the application's
            return NONE;
        }
    }

    /** Makes readers that are used often quicker. Agent's thread, now and then. */
    public static void quicken() {
        Reading.quicken();
    }

    @Override
    protected Object computeValue(Class<?> type) {
        for (int i = 0; i < (owners == null ? names.length : owners.length); i++) {
            Member found = opens
                    ? Members.open(type, names[i])
                    : owners == null
                            ? Members.find(type, names[i], null, takes)
                            : Members.find(type, names[0], owners[i], takes);
            if (found != null) {
                return new Reading(found, takes.length);
            }
        }
        return NONE;
    }
}
