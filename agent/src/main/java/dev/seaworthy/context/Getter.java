package dev.seaworthy.context;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A property of the application's or a library's objects, read by reflection through the first of some names that there
 * is: a method without parameters, else a field. Only what is public and exported to everybody is read, by the class or
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
    public @Nullable Object read(@Nullable Object from, Object... arguments) {
        Object said = ask(from, arguments);
        return said == NONE ? null : said;
    }

    /** The same as text; null as there. */
    public @Nullable String text(@Nullable Object from, Object... arguments) {
        Object said = read(from, arguments);
        return said == null ? null : said.toString();
    }

    /** A number of things: at least 0, or {@link #UNKNOWN} or {@link #UNLIMITED}. */
    public long number(@Nullable Object from, Edges edges) {
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

    private @Nullable Object ask(@Nullable Object from, Object... arguments) {
        if (from == null) {
            return NONE;
        }
        Object found = get(from.getClass());
        try {
            return found instanceof Method method
                    ? method.invoke(from, arguments)
                    : found instanceof Field field ? field.get(from) : NONE;
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException | LinkageError silent) {
            return NONE;
        }
    }

    @Override
    protected Object computeValue(Class<?> type) {
        for (int i = 0; i < (owners == null ? names.length : owners.length); i++) {
            Member found = opens
                    ? open(type, names[i])
                    : owners == null ? find(type, names[i], null) : find(type, names[0], owners[i]);
            if (found != null) {
                return found;
            }
        }
        return NONE;
    }

    private static @Nullable Method open(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            method.trySetAccessible(); // a module that opens nothing may still export it
            return method;
        } catch (NoSuchMethodException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    /** Where a public class or interface that everybody may use has it, the class itself first. */
    private @Nullable Member find(Class<?> type, String name, @Nullable String owner) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            Member found = owner == null || one.getName().equals(owner) ? in(one, name) : null;
            Class<?>[] also = found == null ? one.getInterfaces() : new Class<?>[0];
            for (int i = 0; i < also.length && found == null; i++) {
                found = find(also[i], name, owner);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Member in(Class<?> type, String name) {
        if (!Modifier.isPublic(type.getModifiers()) || !type.getModule().isExported(type.getPackageName())) {
            return null;
        }
        try {
            Method method = type.getMethod(name, takes);
            if (isOpen(method) && method.getReturnType() != void.class) {
                return method;
            }
        } catch (NoSuchMethodException | RuntimeException | LinkageError absent) {
            // then a field
        }
        try {
            Field field = takes.length > 0 ? null : type.getField(name);
            return field != null && isOpen(field) ? field : null;
        } catch (NoSuchFieldException | RuntimeException | LinkageError absent) {
            return null;
        }
    }

    private static boolean isOpen(Member member) {
        Class<?> by = member.getDeclaringClass();
        return !Modifier.isStatic(member.getModifiers())
                && Modifier.isPublic(by.getModifiers())
                && by.getModule().isExported(by.getPackageName());
    }
}
