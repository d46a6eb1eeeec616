package dev.seaworthy.sensor.server;

import dev.seaworthy.context.RequestValues;
import org.jspecify.annotations.Nullable;

/**
 * One server library: at which points a request begins, goes on and ends, and how to read it. A newcomer is one such
 * class and one line in {@link RequestSensor}. Loaded with its first request; thread-safe.
 *
 * <p>Its points are a constant, so that the compiler copies them and nothing here is loaded before {@code main}; an interface,
 * because the verifier would load what is to be a class. Each is a
 * line: a role; the class; the method, with its descriptor where only one overload is meant; and what it gives, at most
 * three of {@code this} and parameter numbers. A role with a question mark may be absent in some versions.
 * <ul>
 *   <li>{@code around}: a stretch of work for one request, on one thread
 *   <li>{@code ends}: the request is over
 *   <li>{@code made}: something was made that {@link #made} learns from
 *   <li>{@code reads}: a part of the body was read, by the application or for it
 *   <li>{@code tells}: the response has its status
 * </ul>
 */
interface Server {

    /** What a stretch of work is for. */
    enum Stretch {
        /** The request that began before, else one that begins now. */
        ANY,
        /** A new request, whatever went on before. */
        NEW,
        /** The request that began before, if there is one. */
        MORE,
        /** No request. */
        NONE
    }

    /** What a point around a stretch is about. */
    default Stretch stretch(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return Stretch.ANY;
    }

    /**
     * The object that stands for the request until it is over, at every point; null if the request is over when its first
     * stretch is.
     */
    default @Nullable Object key(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }

    /** How much longer the request may go on from a point that says it ends, in milliseconds; negative = as it does. */
    default long remains(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return 0;
    }

    /** The object that the next three read. */
    @Nullable
    Object request(@Nullable Object a, @Nullable Object b, @Nullable Object c);

    @Nullable
    String method(@Nullable Object request);

    /** With or without a query. */
    @Nullable
    String path(@Nullable Object request);

    /**
     * The query as it was sent, without its question mark; null if there is none or it is not known. Changes nothing of what
     * the server keeps.
     */
    default @Nullable String query(@Nullable Object request) {
        String path = path(request);
        int mark = path == null ? -1 : path.indexOf('?');
        return path == null || mark < 0 ? null : path.substring(mark + 1);
    }

    @Nullable
    String contentType(@Nullable Object request);

    /**
     * The status of the response, at the end of a stretch and at points that end or tell; 0 or less = it is not known there.
     * Points are given as to them.
     */
    default int status(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return 0;
    }

    /** The key of the request whose status a point tells. */
    default @Nullable Object answers(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }

    /** What came with it, read later if anybody asks; null if this cannot be read. */
    default @Nullable RequestValues values(Object request, String route) {
        return null;
    }

    /** The headers: a map, or names with values one by one. */
    default @Nullable Object headers(Object request) {
        return null;
    }

    /** Whether all that is read of its requests' bodies is seen. */
    default boolean seesBodies() {
        return false;
    }

    /** The object that the body of a request is read from, by whatever thread; null if that is not known yet. */
    default @Nullable Object input(@Nullable Object request) {
        return null;
    }

    /** The same where a part of the body was read. */
    default @Nullable Object input(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return null;
    }

    /**
     * Gives what was read of the body at a point, or what came with a stretch of work.
     *
     * @param result what the point's method returned, null with a stretch
     */
    default void read(
            Pieces body, @Nullable Object result, @Nullable Object a, @Nullable Object b, @Nullable Object c) {}

    /** An object that a point gave was made. */
    default void made(@Nullable Object object, @Nullable Object from) {}
}
