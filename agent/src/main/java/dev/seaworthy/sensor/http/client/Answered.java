package dev.seaworthy.sensor.http.client;

import org.jspecify.annotations.Nullable;

/** Takes what {@link Client#answered} reads of a response. */
public interface Answered {

    void status(int status);

    /** Value of the header {@code Location} of the first answer; what an encrypted address says there proves nothing. */
    void location(@Nullable String url);

    /** Where redirects from an encrypted address led that were followed; null or encrypted if it is as good. */
    void led(@Nullable String url);

    /** The answer has a head only. */
    default void bodyless() {}

    /** Value of the header {@code Content-Type}. */
    void contentType(@Nullable String type);

    /**
     * Whether the connection may serve another call.
     *
     * @param header value of the header {@code Connection}
     * @param version of the protocol, however the library writes it; null if it does not say
     */
    void connection(@Nullable String header, @Nullable Object version);

    /** Whether the call was made to an encrypted address. */
    boolean isSecure();
}
