package dev.seaworthy.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A method or field of one class, as {@link Getter} found it. It is read by reflection; what is read often gets method
 * handles, which box no number, and which the agent's thread makes, because the first ones take milliseconds. Thread-safe.
 */
final class Reading {

    /** Read so often, it is worth a handle. */
    private static final int OFTEN = 500;

    private static final int MOST_WAITING = 256;
    private static final MethodType TO_OBJECT = MethodType.methodType(Object.class, Object.class);
    private static final MethodType BY_ARGUMENT = MethodType.methodType(Object.class, Object.class, Object.class);
    private static final MethodType TO_NUMBER = MethodType.methodType(long.class, Object.class);
    private static final Object[] NO_ARGUMENTS = {};

    /** Those that are read often and have no handle yet. */
    private static final Queue<Reading> HOT = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger WAITING = new AtomicInteger();

    private final Member member;
    private final boolean takesOne;
    /** Whether it is of a whole number's primitive type. */
    private final boolean counts;

    private int reads;
    private volatile @Nullable MethodHandle toObject;
    private volatile @Nullable MethodHandle toNumber;
    private volatile @Nullable MethodHandle byArgument;

    Reading(Member member, int takes) {
        this.member = member;
        takesOne = takes > 0;
        Class<?> type = member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
        counts = !takesOne && (type == int.class || type == long.class || type == short.class || type == byte.class);
    }

    /** Whether {@link #number} reads it. */
    boolean counts() {
        return counts;
    }

    /** Whatever the member throws is thrown, wrapped perhaps. */
    @Nullable
    Object of(Object from) throws Throwable {
        MethodHandle handle = toObject;
        if (handle != null) {
            return (Object) handle.invokeExact(from);
        }
        note();
        return member instanceof Method method ? method.invoke(from, NO_ARGUMENTS) : ((Field) member).get(from);
    }

    @Nullable
    Object of(Object from, Object argument) throws Throwable {
        MethodHandle handle = byArgument;
        if (handle != null) {
            return (Object) handle.invokeExact(from, argument);
        }
        note();
        return takesOne && member instanceof Method method ? method.invoke(from, argument) : null;
    }

    /** The number that it is, if it {@link #counts}. */
    long number(Object from) throws Throwable {
        MethodHandle handle = toNumber;
        if (handle != null) {
            return (long) handle.invokeExact(from);
        }
        return of(from) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // counted roughly, by many threads
    private void note() {
        if (++reads != OFTEN) {
            return;
        }
        if (WAITING.incrementAndGet() > MOST_WAITING) {
            WAITING.decrementAndGet();
            reads = 0;
        } else {
            HOT.add(this);
        }
    }

    /** Makes handles of those that are read often. Agent's thread. */
    static void quicken() {
        for (Reading hot = HOT.poll(); hot != null; hot = HOT.poll()) {
            WAITING.decrementAndGet();
            hot.makeHandles();
        }
    }

    private void makeHandles() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle made =
                    member instanceof Method method ? lookup.unreflect(method) : lookup.unreflectGetter((Field) member);
            if (takesOne) {
                byArgument = made.asType(BY_ARGUMENT);
                return;
            }
            if (counts) {
                toNumber = made.asType(TO_NUMBER);
            }
            toObject = made.asType(TO_OBJECT);
        } catch (IllegalAccessException | RuntimeException | LinkageError goesOnByReflection) {
            // as before
        }
    }
}
