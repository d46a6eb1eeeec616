package dev.seaworthy.rule.jdbc;

import dev.seaworthy.context.Mesh;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.ConnectionConfigured;
import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import dev.seaworthy.observation.Handshake;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.rule.Findings;
import dev.seaworthy.rule.Found;
import dev.seaworthy.rule.Rule;
import dev.seaworthy.rule.RuleSpec;
import dev.seaworthy.rule.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries and passwords sent unencrypted, or encrypted only as long as nobody interferes. */
@RuleSpec(
        id = "jdbc/plaintext-transport",
        severity = Severity.HIGH,
        precision = RuleSpec.Precision.VERY_HIGH,
        needs = ConnectionConfigured.class,
        summary = "Database connections without enforced, verified encryption",
        fix = "Have the driver enforce TLS and verify the server (sslmode=verify-full, or the driver's equivalent).",
        milderOnDeveloperMachine = false,
        cwe = 319)
public final class PlaintextTransport implements Rule<ConnectionConfigured> {

    private static final int MOST = 256;

    private final Surroundings surroundings;
    private final Map<String, Severity> reported = new HashMap<>();

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
        Severity before = reported.get(url);
        if (before != null && before.atLeast(severity)) {
            return;
        }
        if (before == null && reported.size() >= MOST) {
            findings.dropped(this);
            return;
        }
        reported.put(url, severity);
        findings.add(Found.confirmed(
                        this,
                        seen.origin().site(),
                        url,
                        "The connection " + weakness + (link ? "; the host name is that of a private link" : ""),
                        seen.origin().millis())
                .severity(severity)
                .fix(fix(seen.database().product()))
                .evidence("asked", label(seen.encryption()))
                .evidence("handshake", label(seen.handshake())));
    }

    /** Whether nothing encrypts it, for certain. */
    private static boolean isPlain(ConnectionConfigured seen) {
        return seen.handshake() == Handshake.NONE
                && (seen.encryption() == Encryption.OFF || seen.encryption() == Encryption.PREFERRED);
    }

    /** What is wrong with it; null if nothing is, or nothing is known. */
    private static @Nullable String weakness(ConnectionConfigured seen) {
        boolean handshake = seen.handshake() == Handshake.SEEN;
        return switch (seen.encryption()) {
            case VERIFIED, UNKNOWN -> null;
            case UNVERIFIED -> "is encrypted, but the driver does not verify the server";
            case PREFERRED ->
                seen.handshake() == Handshake.NONE
                        ? "is not encrypted: TLS is only preferred, and it was not negotiated"
                        : handshake
                                ? "is encrypted only because the server offers it, so an attacker can switch it off"
                                : "is encrypted only if the server offers it";
            case OFF ->
                seen.handshake() == Handshake.NONE
                        ? "is not encrypted"
                        : handshake
                                ? "is set not to encrypt: depending on the server, only the login is encrypted"
                                : null;
        };
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** One sentence in the driver's own words. */
    private static String fix(String product) {
        return switch (product) {
            case "postgresql" ->
                "Add sslmode=verify-full and sslrootcert=FILE to the URL; for a public certificate authority,"
                        + " sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory instead of sslrootcert.";
            case "mysql" ->
                "Add sslMode=VERIFY_IDENTITY to the URL; add a trust store if the certificate authority is your own.";
            case "mariadb" ->
                "Add sslMode=verify-full to the URL; add serverSslCert if the certificate authority is your own.";
            case "sqlserver" ->
                "Use encrypt=true with trustServerCertificate=false; add a trust store if the certificate authority is your"
                        + " own.";
            case "oracle" -> "Use tcps:// in the URL with oracle.net.ssl_server_dn_match=true.";
            case "clickhouse", "ch" -> "Use https:// in the URL with sslmode=strict.";
            case "h2" -> "Use ssl: with a certificate of your own and -Dh2.enableAnonymousTLS=false, or a tunnel.";
            case "hsqldb" -> "Use hsqls: in the URL.";
            case "derby" -> "Add ssl=peerAuthentication to the URL and give the server a certificate.";
            default -> "Have the driver enforce TLS and verify the server's name.";
        };
    }
}
