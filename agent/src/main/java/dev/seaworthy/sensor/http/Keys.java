package dev.seaworthy.sensor.http;

import dev.seaworthy.sensor.http.client.Details;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a header of a request names it, so that whoever gets it twice knows. */
final class Keys implements Details {

    private boolean found;

    boolean isFound() {
        return found;
    }

    static boolean isKey(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.contains("idempoten")
                || name.contains("request-id")
                || name.contains("requestid")
                || name.contains("message-id")
                || name.contains("transaction-id")
                || name.contains("operation-id")
                || name.contains("dedup");
    }

    @Override
    public void header(@Nullable String name, @Nullable String value) {
        found |= name != null && isKey(name);
    }

    @Override
    public void query(@Nullable String query) {}

    @Override
    public void userInfo(@Nullable String userInfo) {}
}
