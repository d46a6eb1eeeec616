package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Mesh;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.ConnectionConfigured.Handshake;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries and passwords that travel unencrypted, or encrypted only as long as nobody interferes. */
@RuleSpec(
        id = "jdbc/plaintext-transport",
        severity = Severity.HIGH,
        needs = ConnectionConfigured.class,
        summary = "Database connections without enforced, verified encryption",
        fix = "Have the driver enforce TLS and verify the server (sslmode=verify-full, or the driver's equal).",
        milderOnDeveloperMachine = false,
        cwe = 319)
public final class PlaintextTransport implements Rule<ConnectionConfigured> {

    private static final int MOST = 256;

    private final Surroundings surroundings;
    private final Map<String, Severity> told = new HashMap<>();

    public PlaintextTransport(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void inspect(ConnectionConfigured seen, Findings findings) {
        boolean meshed = seen.host() == HostClass.INTERNAL && Mesh.encrypts(surroundings.option("mesh"));
        String weakness = Remote.is(seen) && !meshed ? weakness(seen) : null;
        if (weakness == null) {
            return;
        }
        boolean link = Remote.isPrivateLink(seen.database().host());
        Severity severity = isPlain(seen) && !link ? Severity.HIGH : Severity.LOW;
        String url = seen.database().url();
        Severity before = told.get(url);
        if (before != null && before.atLeast(severity)) {
            return;
        }
        if (before == null && told.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        told.put(url, severity);
        findings.add(Found.confirmed(
                        this,
                        seen.origin().site(),
                        url,
                        "The connection to " + url + " " + weakness + (link ? "; the link is a private one" : ""),
                        seen.origin().millis())
                .severity(severity)
                .fix(DriverAdvice.encryption(seen.database().product()))
                .evidence("asked", label(seen.encryption()))
                .evidence("handshake", label(seen.handshake())));
    }

    /** Whether nothing encrypts it, for certain. */
    private static boolean isPlain(ConnectionConfigured seen) {
        return seen.handshake() == Handshake.NONE
                && (seen.encryption() == Encryption.OFF || seen.encryption() == Encryption.PREFERRED);
    }

    /** What is wrong with it; null where nothing is, or nothing is known. */
    private static @Nullable String weakness(ConnectionConfigured seen) {
        boolean handshake = seen.handshake() == Handshake.SEEN;
        return switch (seen.encryption()) {
            case VERIFIED, UNKNOWN -> null;
            case UNVERIFIED -> "is encrypted, but the driver takes any server for the right one";
            case PREFERRED ->
                seen.handshake() == Handshake.NONE
                        ? "is not encrypted: TLS is only preferred, and none was negotiated"
                        : handshake
                                ? "is encrypted only because the server offers it: who interferes can switch it off"
                                : "is encrypted only if the server offers it";
            case OFF ->
                seen.handshake() == Handshake.NONE
                        ? "is not encrypted"
                        : handshake ? "is told not to encrypt: depending on the server only the login is" : null;
        };
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
