package dev.seaworthy.weave;

import org.jspecify.annotations.Nullable;

/**
 * Takes what woven methods hand over, on the application's thread. Whatever it throws is counted and swallowed by the
 * caller; calls that it causes itself are not handed over again.
 */
public interface Receiver {

    /**
     * The method was entered.
     *
     * @param op the hook's own number
     * @param a first of the values that the hook gives, null where it gives fewer
     */
    default void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /**
     * The method returned.
     *
     * @param result what it returned, boxed; null for void and constructors
     */
    default void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /**
     * A value is about to be bound to a parameter of a statement.
     *
     * @param index the parameter, as the application gives it
     * @param bits the value of a primitive
     */
    default void bound(int op, Object self, int index, long bits) {}

    /** The same with an object; it is the application's and must not be kept. */
    default void bound(int op, Object self, int index, @Nullable Object value) {}

    /** The method threw {@code thrown}; the application gets it untouched. */
    default void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}
}
