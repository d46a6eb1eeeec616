package dev.seaworthy.sensor.jdbc.source;

import org.jspecify.annotations.Nullable;

/**
 * A call of a driver, DriverManager or a driver's own DataSource that may open a connection. Lives as long as the call.
 *
 * @param self whom it is made to; null where that is no object
 * @param first its first argument: a URL, or a user's name
 * @param second its second one: properties, or a password
 */
public record OpeningCall(
        @Nullable Object self,
        @Nullable Object first,
        @Nullable Object second) {

    @Override
    public String toString() {
        return "OpeningCall"; // there may be secrets in it
    }
}
