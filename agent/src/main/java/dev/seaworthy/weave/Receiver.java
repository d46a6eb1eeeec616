package dev.seaworthy.weave;

import org.jspecify.annotations.Nullable;

/**
 * Takes what woven methods hand over, on the application's thread. Whatever it throws is counted and swallowed by the
 * caller; calls that it causes itself are not handed over again.
 *
 * <p>Who has hooks at both ends of a method overrides {@link #at} alone: one switch, in which all that happens at a hook
 * stands together. A hook is a number rather than an object with three methods because objects need classes, which the
 * application's first event would have to wait for: see CONTRIBUTING.md.
 */
public interface Receiver {

    /** Added to a hook's number, which is less than {@link #EXIT}, it says which point of the method was reached. */
    int ENTER = 0;

    int EXIT = 64;
    int THROWN = 128;

    /**
     * A point of the method was reached.
     *
     * @param point the hook's own number, plus {@link #ENTER}, {@link #EXIT} or {@link #THROWN}
     * @param outcome what the method returned or threw; null at entry
     * @param a first of the values that the hook gives, null where it gives fewer
     */
    default void at(int point, @Nullable Object outcome, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /**
     * The method was entered.
     *
     * @param op the hook's own number
     * @param a first of the values that the hook gives, null where it gives fewer
     */
    default void enter(int op, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        at(op + ENTER, null, a, b, c);
    }

    /**
     * The method returned.
     *
     * @param result what it returned, boxed; null for void and constructors
     */
    default void exit(int op, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        at(op + EXIT, result, a, b, c);
    }

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
    default void thrown(int op, Throwable thrown, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        at(op + THROWN, thrown, a, b, c);
    }
}
