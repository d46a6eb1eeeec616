package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.HostClass;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which databases are reached through a network that can fail, or be listened to. */
final class Remote {

    /** What cloud providers call the private ends of their services. */
    private static final String[] PRIVATE_LINKS = {".privatelink.", ".vpce.", ".psc.", ".private-endpoint."};

    private Remote() {}

    /** Whether the host is known and is not this machine: a proxy here, a socket file, a developer's own names. */
    static boolean is(ConnectionConfigured seen) {
        HostClass host = seen.host();
        return !seen.database().embedded() && host != null && host != HostClass.LOOPBACK && host != HostClass.DEV_ONLY;
    }

    /** Whether the name says that traffic stays inside the provider's network. */
    static boolean isPrivateLink(@Nullable String host) {
        String name = host == null ? "" : "." + host.toLowerCase(Locale.ROOT) + ".";
        for (String link : PRIVATE_LINKS) {
            if (name.contains(link)) {
                return true;
            }
        }
        return false;
    }
}
