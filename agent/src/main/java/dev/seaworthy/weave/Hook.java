package dev.seaworthy.weave;

import org.jspecify.annotations.Nullable;

/**
 * One method to weave: which, what to hand over, when, and to whom.
 *
 * <p>At exit and throw a parameter is handed over only where the method never writes to it; otherwise null.
 */
public final class Hook {

    /** Hands over {@code this}. At entry of a constructor there is none yet: null. */
    public static final int SELF = -1;

    static final int ENTER = 1;
    static final int EXIT = 2;
    static final int THROWN = 4;

    final String name;
    final String owner;
    final String method;
    final @Nullable String descriptor;
    final Receiver receiver;
    final int op;
    int[] gives = {};
    int points;
    int id = -1;
    boolean optional;
    boolean unhurried;

    private Hook(String name, String owner, String method, @Nullable String descriptor, Receiver receiver, int op) {
        this.name = name;
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
        this.receiver = receiver;
        this.op = op;
    }

    /**
     * Describes a hook; it does nothing before it is in a table.
     *
     * @param name what coverage calls it, such as {@code jdbc.DriverManager}; several hooks may share a name
     * @param owner internal name of the class that declares the method
     * @param descriptor null = every overload
     * @param op a number that the receiver tells its hooks apart by
     */
    public static Hook on(
            String name, String owner, String method, @Nullable String descriptor, Receiver receiver, int op) {
        return new Hook(name, owner, method, descriptor, receiver, op);
    }

    /** What to hand over, at most three of {@link #SELF} and parameter indexes from 0. */
    public Hook give(int... what) {
        gives = what;
        return this;
    }

    public Hook atEntry() {
        points |= ENTER;
        return this;
    }

    public Hook atExit() {
        points |= EXIT;
        return this;
    }

    /** At a constructor it does nothing. */
    public Hook atThrow() {
        points |= THROWN;
        return this;
    }

    /**
     * Nothing that happens before the first request needs it: where its class is loaded already, it is woven beside
     * {@code main} rather than before it.
     */
    public Hook unhurried() {
        unhurried = true;
        return this;
    }

    /** Another JDK or version may lack it: its absence is no failure. */
    public Hook optional() {
        optional = true;
        return this;
    }

    /** Who takes what the hook gives. */
    public Receiver receiver() {
        return receiver;
    }

    /** The number that the receiver tells its hooks apart by. */
    public int op() {
        return op;
    }

    public String name() {
        return name;
    }

    /** Method and descriptor, to tell hooks of one class apart. */
    public String signature() {
        return descriptor == null ? method : method.concat(descriptor);
    }

    public String owner() {
        return owner;
    }
}
