package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.Database;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.Origin;
import dev.seaworthy.sensor.Late;
import dev.seaworthy.sensor.tls.Handshakes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How connections are set up, told once for each database, place and URL. The repeat path is one look into an array.
 * Thread-safe, bounded: where two share a slot they are told again.
 */
public final class ConnectionSetup {

    private static final int SLOTS = 1 << 10;

    private final SourceAnswers sources;
    private final Late late;
    private final Consumer<ConnectionConfigured> found;
    private final AtomicLongArray told = new AtomicLongArray(SLOTS);

    public ConnectionSetup(SourceAnswers sources, Late late, Consumer<ConnectionConfigured> found) {
        this.sources = sources;
        this.late = late;
        this.found = found;
    }

    /** A physical connection was opened by the first of these calls, inside the others. */
    public void opened(long place, List<OpeningCall> calls, long beganNanos, Target target, Origin origin) {
        Database database = target.database;
        if (database.embedded() || isKnown(place, calls.get(0), database)) {
            return;
        }
        OpenSettings asked = OpenSettings.of(calls);
        Handshake handshake = Handshakes.RECENT.since(beganNanos, port(database));
        if (!asked.hasSources()) {
            found.accept(judge(asked, target, origin, handshake));
            return;
        }
        // The DataSource's getters are the application's code: nobody waits for them here.
        late.later(() -> {
            AtomicBoolean told = new AtomicBoolean();
            late.ask(() -> {
                ConnectionConfigured seen = judge(asked.asking(sources), target, origin, handshake);
                if (told.compareAndSet(false, true)) {
                    found.accept(seen);
                }
            });
            if (told.compareAndSet(false, true)) {
                found.accept(judge(asked, target, origin, handshake)); // given up: by what it was told without them
            }
        });
    }

    private static ConnectionConfigured judge(
            OpenSettings asked, Target target, Origin origin, Handshake seenHandshake) {
        Database database = target.database;
        TimeLimits limits = TimeLimits.of(database.product(), asked, JdbcTypes.loginTimeout());
        if (limits.read() == 0) {
            target.unbounded = true;
        }
        target.pages.read(database.product(), asked);
        Handshake handshake = seenHandshake;
        if (handshake == Handshake.NONE && asked.has("socketFactory", "socketFactoryClass")) {
            // What builds the socket may encrypt in its own way, or lead to a socket of this machine.
            handshake = Handshake.UNKNOWN;
        }
        Encryption encryption = Tls.of(database.product(), asked);
        return new ConnectionConfigured(
                origin, database, host(database, asked), limits.connect(), limits.read(), encryption, handshake);
    }

    private boolean isKnown(long place, OpeningCall call, Database database) {
        int asked = call.first() instanceof String url ? url.hashCode() : 0;
        long key = (place * 31 + asked) * 31 + database.hashCode();
        int slot = (int) ((key ^ key >>> 32) & (SLOTS - 1));
        if (told.get(slot) == key) {
            return true;
        }
        told.set(slot, key);
        return false;
    }

    private static @Nullable HostClass host(Database database, OpenSettings asked) {
        if (asked.has("localSocket", "localSocketAddress", "pipe", "namedPipePath")) {
            return HostClass.LOOPBACK;
        }
        String host = database.host() == null ? asked.host() : database.host();
        if (host != null) {
            return Hosts.classify(host);
        }
        return switch (database.product()) {
            case "postgresql", "mysql", "mariadb" -> HostClass.LOOPBACK;
            default -> null;
        };
    }

    private static int port(Database database) {
        if (database.port() > 0) {
            return database.port();
        }
        return switch (database.product()) {
            case "postgresql" -> 5432;
            case "mysql", "mariadb" -> 3306;
            case "sqlserver" -> 1433;
            case "oracle" -> 2484;
            default -> 0;
        };
    }
}
