package dev.seaworthy.weave;

import java.util.Arrays;
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
    static final int BIND = 8;
    static final int ROW = 16;
    static final int COMPLETION = 32;
    static final int LOAD = 64;

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
    boolean objectsOnly;
    boolean publicOnly;
    boolean movable;
    private volatile boolean loaded;

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
     * @param method its name; several with commas between
     * @param descriptor null = every overload
     * @param op a number below {@link Receiver#EXIT} that the receiver tells its hooks apart by
     */
    public static Hook on(
            String name, String owner, String method, @Nullable String descriptor, Receiver receiver, int op) {
        return new Hook(name, owner, method, descriptor, receiver, op);
    }

    /**
     * The same from a line of text, so that a table of hooks is one constant: a word of the table's own, with a question
     * mark behind it for what some versions lack; class; method with or without its descriptor; and what it gives, {@code
     * this} or numbers of parameters. {@code closes? java/net/Socket connect(Ljava/net/SocketAddress;I)V this,0} is one.
     *
     * @param from where the line begins in {@code text}; it ends with a line feed
     */
    public static Hook written(String name, String text, int from, Receiver receiver, int op) {
        int owner = text.indexOf(' ', from) + 1;
        int method = text.indexOf(' ', owner) + 1;
        int gives = text.indexOf(' ', method) + 1;
        int type = text.indexOf('(', method);
        boolean typed = type > 0 && type < gives;
        String named = text.substring(method, typed ? type : gives - 1);
        String descriptor = typed ? text.substring(type, gives - 1) : null;
        Hook hook = on(name, text.substring(owner, method - 1), named, descriptor, receiver, op);
        hook.optional = text.charAt(owner - 2) == '?';
        int count = 0;
        int[] given = new int[3];
        for (int i = gives; text.charAt(i) != '\n'; i++) {
            char c = text.charAt(i);
            if (c == 't' || c >= '0' && c <= '9') {
                given[count++] = c == 't' ? SELF : c - '0';
            }
        }
        return hook.give(Arrays.copyOf(given, count));
    }

    /** What to hand over, at most three of {@link #SELF} and parameter indexes from 0. */
    public Hook give(int... what) {
        gives = what;
        return this;
    }

    /** Parameters that are primitives are handed over as null: a box that nobody looks at is garbage. */
    public Hook objectsOnly() {
        objectsOnly = true;
        return this;
    }

    /** Overloads that are not public, a library's own, are left alone. */
    public Hook publicOnly() {
        publicOnly = true;
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
     * Every {@code setX(int index, X value, …)} of the class, at entry: {@link Receiver#bound} takes a primitive value
     * without a box. Such a hook takes no other point, gives nothing, and its method is {@code set*}.
     */
    public Hook atBind() {
        points |= BIND;
        return this;
    }

    /**
     * A {@code boolean} method without parameters counts, for its object, how often it returned true. No receiver hears
     * of it: woven code adds one in an array, which is all that a driver's {@code ResultSet.next} may cost. A method
     * that calls the one it overrides is left out, since that one counts.
     */
    public Hook atRow() {
        points |= ROW;
        return this;
    }

    /**
     * A method that returns whether it has completed the future that it belongs to: {@link Receiver#exit} is given that
     * future, if its class is awaited. Others cost next to nothing.
     */
    public Hook atCompletion() {
        points |= COMPLETION;
        return this;
    }

    /** Nothing is woven: {@link #isLoaded} tells when its class has come. Such a hook takes no other point. */
    public Hook atLoad() {
        points |= LOAD;
        return this;
    }

    /** Whether a class of that name was loaded; of a hook {@link #atLoad}. */
    public boolean isLoaded() {
        return loaded;
    }

    void load() {
        loaded = true;
    }

    boolean matches(String name, String given) {
        if (points == LOAD) {
            return false;
        }
        if (points == BIND) {
            return name.startsWith("set") && given.startsWith("(I") && !given.startsWith("(I)");
        }
        if (points == ROW && !given.equals("()Z")) {
            return false;
        }
        if (points == COMPLETION && !given.endsWith(")Z")) {
            return false;
        }
        return (descriptor == null || descriptor.equals(given)) && isNamed(name);
    }

    private boolean isNamed(String name) {
        if (method.length() <= name.length()) {
            return method.equals(name);
        }
        int at = method.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            if ((at == 0 || method.charAt(at - 1) == ',') && (end == method.length() || method.charAt(end) == ',')) {
                return true;
            }
            at = method.indexOf(name, at + 1);
        }
        return false;
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

    /** Its class is woven under whatever package its library was moved to, as long as its name ends as it did. */
    public Hook movable() {
        movable = true;
        return this;
    }

    /** The same for a class that was moved there. */
    Hook moved(String newOwner) {
        String from = owner.substring(0, owner.indexOf('/', owner.indexOf('/') + 1) + 1);
        String to = newOwner.substring(0, newOwner.length() - owner.length() + from.length());
        String type = descriptor == null ? null : descriptor.replace("L".concat(from), "L".concat(to));
        Hook moved = new Hook(name, newOwner, method, type, receiver, op);
        moved.gives = gives;
        moved.points = points;
        moved.optional = true; // who brings a library along may leave out what is not used
        moved.unhurried = unhurried;
        moved.objectsOnly = objectsOnly;
        moved.publicOnly = publicOnly;
        return moved;
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
