package dev.seaworthy.sensor.http.client;

import dev.seaworthy.context.CallLimits;
import dev.seaworthy.context.Calling;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One client library: at which points a call begins, goes out and ends, and how to read it. A newcomer is one such class
 * and one line in {@link Clients}. Loaded with its first call; thread-safe; keeps no object of the application strongly.
 *
 * <p>Its points are a constant, so that the compiler copies them and nothing here is loaded before {@code main}. The first
 * line says behind an equals sign what coverage calls them, {@code =http.OkHttp}. Each of the others is a point: a role; the class; the method, with its descriptor if only one overload is meant; and what it gives, at most three
 * of {@code this} and parameter numbers. A role with a question mark may be absent in some versions. The methods below get
 * what the point gives as {@code a}, {@code b} and {@code c}.
 * <ul>
 *   <li>{@code around}: a call that is made and answered on the caller's thread
 *   <li>{@code sends}: a call that goes on when the method returns; it ends with the future that the method returns, or
 *       at a point {@code done} or {@code ends} with the same {@link #key}
 *   <li>{@code opens}: a call that begins when the method is entered and ends at a point {@code ends} with the same key,
 *       or when the method throws; the application's own code runs in between
 *   <li>{@code ends}: the method that returns, or throws, ends the call of that key
 *   <li>{@code done}: the call of that key ended as the method is entered: see {@link #outcome}
 *   <li>{@code wire}: an attempt or a hop of a call, with the {@link #limits} that are in force
 *   <li>{@code uses}: the method returned settings that the thread's call uses; {@link #limits} gets them as {@code a}, what
 *       the point gives behind them
 *   <li>{@code notes}: see {@link #notes}
 *   <li>{@code header}: parameters 1 and 2 are name and value of a header of the call that {@code a} stands for
 *   <li>{@code joins}: the thread waits for the call of that key until the method returns
 *   <li>{@code times}: the same with a time limit, {@code b} in the unit {@code c}, that bounds what the thread has just sent
 *   <li>{@code made}: a client was made: {@code a}, or what the method returned
 *   <li>{@code closes}: a client, {@code a}, is closed
 *   <li>{@code keeps}: a response has come whose connection is kept until a point {@code frees} gives the same {@code a};
 *       null if there is nothing left to read
 *   <li>{@code frees}: a response, or what stands for it, {@code a}, gives its connection back
 *   <li>{@code leases}: the thread waits for a connection of the client's pool until the method returns
 *   <li>{@code physical}: a connection is opened by the method: see {@link #peer}
 * </ul>
 */
public interface Client {

    /** What people call the library, in messages. */
    String name();

    /** What its calls are to those who hear of them: {@code mail} is no call over HTTP. */
    default String kind() {
        return "http";
    }

    /** Whether it has another client make its calls, as Feign does: then the call goes where that one says. */
    default boolean wraps() {
        return false;
    }

    /**
     * Reads where a call goes, how, and what limits it as far as the client's and the request's settings say. At every
     * call: allocates nothing.
     *
     * @return whether it is a call
     */
    boolean begins(Calling call, @Nullable Object a, @Nullable Object b, @Nullable Object c);

    /** Reads more of a call that is looked at; the same arguments. */
    default void details(Details into, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /**
     * The object that stands for a call at all its points: it is known by identity, as long as the call goes on.
     *
     * @param result what the method of a point {@code sends} returned; null at all others, and as it is entered
     */
    default @Nullable Object key(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return a;
    }

    /**
     * Reads the limits in force, at a point {@code wire}, {@code uses} or {@code ends}; what is not set stays as it was.
     *
     * @return whether they can be read here
     */
    default boolean limits(CallLimits limits, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return false;
    }

    /** Path of the request that goes out at a point {@code wire}, as it is sent or as a whole URL; null if unknown. */
    default @Nullable String goesTo(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }

    /** Whether {@link #details} reads all headers of a request, as the application made it. */
    default boolean knowsHeaders() {
        return true;
    }

    /**
     * Scheme and host to which an attempt or a hop goes at a point {@code wire}, as a URL; null if that cannot be said. For
     * encrypted calls that are looked at.
     */
    default @Nullable String hop(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }

    /** Whether an attempt at a point {@code wire} goes without a proxy; false if that cannot be said. */
    default boolean isDirect(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return false;
    }

    /** How a call ended that is over at a point {@code done}: the response, the exception, or null if nothing says so. */
    default @Nullable Object outcome(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return b;
    }

    /**
     * Reads the answer of a call that is looked at.
     *
     * @param response what a method or future returned, or {@link #outcome} said
     * @param a null for a future
     */
    default void answered(Answered into, @Nullable Object response, @Nullable Object a) {}

    /** The status of a response, 0 if unknown; at every call that somebody listens to. */
    default int status(@Nullable Object response, @Nullable Object a) {
        return 0;
    }

    /** The status that an exception stands for, 0 if it is no answer. */
    default int status(Throwable thrown) {
        return 0;
    }

    /**
     * What holds the connections of a client that was made, by identity, so that copies that share it are known as one.
     *
     * @param made {@code a} of the point, or what the method returned
     */
    default @Nullable Object pool(Object made, @Nullable Object b, @Nullable Object c) {
        return made;
    }

    /**
     * The client that makes a call, or what holds its connections: one of those that a point {@code made} gave. At every
     * call: allocates nothing. Null if it cannot be said, or if another point of the same call says it.
     */
    default @Nullable Object owner(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }

    /** The thread begins to wait at a point {@code times}: learns for how long. */
    default void times(@Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /** The method of a point {@code notes} returned: learns what cannot be read later. */
    default void notes(@Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /** Reads how many connections the pool of a point {@code leases} may have, and has. */
    default void sizes(Sizes into, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /** Whom a point {@code physical} connects to; null if that cannot be said. */
    default @Nullable InetSocketAddress peer(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }
}
