package dev.seaworthy.sensor.http.client;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes what {@link Client#details} reads of a request. Nothing of it is kept but kinds of credentials and the query. */
public interface Details {

    /** One header of the request; once for each. */
    void header(@Nullable String name, @Nullable String value);

    /** The query as it is sent, without its question mark. */
    void query(@Nullable String query);

    /** The body, if it is text that can be read without using it up; of more than 64 kB nothing. */
    default void body(@Nullable String text) {}

    /** The call goes to its target, without a proxy. */
    default void direct() {}

    /**
     * The caller waits for the call so many nanoseconds at most, 0 if nothing says so; asked when the call is reported, by
     * when that may be known.
     */
    default void within(LongSupplier nanos) {}

    /** The client sees all of the pipeline that the call is part of: nothing else there limits it. */
    default void exposed() {}

    /** The user and password of the URL. */
    void userInfo(@Nullable String userInfo);
}
