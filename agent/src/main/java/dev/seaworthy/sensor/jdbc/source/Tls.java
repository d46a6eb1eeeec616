package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.observation.ConnectionConfigured.Encryption;
import java.util.Locale;

/** What each driver makes of its settings about TLS. A driver that is not here is not judged. */
final class Tls {

    /** From this version on SQL Server's driver encrypts and verifies unless told otherwise. */
    private static final long SQL_SERVER_SAFE = 10;

    private Tls() {}

    static Encryption of(String product, OpenSettings asked) {
        return switch (product) {
            case "postgresql" -> postgres(asked);
            case "mysql" -> mysql(asked);
            case "mariadb" -> mariadb(asked);
            case "sqlserver" -> sqlServer(asked);
            case "oracle" -> oracle(asked);
            case "clickhouse", "ch" -> clickHouse(asked);
            case "h2" -> h2(asked);
            case "hsqldb" -> hsqldb(asked);
            case "derby" -> derby(asked);
            default -> Encryption.UNKNOWN;
        };
    }

    private static Encryption postgres(OpenSettings asked) {
        if (asked.is("gssEncMode", "require", "prefer")) {
            // Kerberos may encrypt in place of TLS.
            return Encryption.UNKNOWN;
        }
        String factory = asked.get("sslfactory");
        boolean trusting = factory != null && factory.contains("NonValidating");
        String mode = asked.get("sslmode");
        if (mode == null) {
            // "ssl" alone, or with nothing behind it, means verify-full since 42.2.5.
            boolean on = asked.has("ssl") && !asked.isFalse("ssl");
            return on ? trusting ? Encryption.UNVERIFIED : Encryption.VERIFIED : Encryption.PREFERRED;
        }
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "disable" -> Encryption.OFF;
            case "allow", "prefer" -> Encryption.PREFERRED;
            case "require" -> Encryption.UNVERIFIED;
            case "verify-ca", "verify-full" -> trusting ? Encryption.UNVERIFIED : Encryption.VERIFIED;
            default -> Encryption.UNKNOWN;
        };
    }

    private static Encryption mysql(OpenSettings asked) {
        String mode = asked.get("sslMode");
        if (mode == null) {
            if (asked.isFalse("useSSL")) {
                return Encryption.OFF;
            }
            boolean required = asked.isTrue("requireSSL");
            return asked.isTrue("verifyServerCertificate") && (required || asked.isTrue("useSSL"))
                    ? Encryption.VERIFIED
                    : required ? Encryption.UNVERIFIED : Encryption.PREFERRED;
        }
        return switch (mode.toUpperCase(Locale.ROOT)) {
            case "DISABLED" -> Encryption.OFF;
            case "PREFERRED" -> Encryption.PREFERRED;
            case "REQUIRED" -> Encryption.UNVERIFIED;
            case "VERIFY_CA", "VERIFY_IDENTITY" -> Encryption.VERIFIED;
            default -> Encryption.UNKNOWN;
        };
    }

    /** Off unless asked for; its older names are read as well. */
    private static Encryption mariadb(OpenSettings asked) {
        String mode = asked.get("sslMode");
        if (mode == null) {
            boolean on = asked.isTrue("useSsl") || asked.isTrue("useSSL");
            return !on
                    ? Encryption.OFF
                    : asked.isTrue("trustServerCertificate") ? Encryption.UNVERIFIED : Encryption.VERIFIED;
        }
        return switch (mode.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "disable", "disabled" -> Encryption.OFF;
            case "trust", "required" -> Encryption.UNVERIFIED;
            case "verify-ca", "verify-full", "verify-identity" -> Encryption.VERIFIED;
            default -> Encryption.UNKNOWN;
        };
    }

    private static Encryption sqlServer(OpenSettings asked) {
        if (asked.is("encrypt", "strict")) {
            return Encryption.VERIFIED;
        }
        if (asked.is("encrypt", "false", "optional", "no")) {
            return Encryption.OFF;
        }
        boolean on = asked.is("encrypt", "true", "mandatory", "yes");
        if (!on && asked.majorVersion() < SQL_SERVER_SAFE) {
            return Encryption.UNKNOWN;
        }
        return asked.isTrue("trustServerCertificate") ? Encryption.UNVERIFIED : Encryption.VERIFIED;
    }

    /** Without TLS the server may still ask for Oracle's own encryption, which nobody outside sees. */
    private static Encryption oracle(OpenSettings asked) {
        String url = asked.url().toLowerCase(Locale.ROOT).replace(" ", "");
        if (!url.contains("@tcps:") && !url.contains("(protocol=tcps)")) {
            return Encryption.UNKNOWN;
        }
        boolean anybody = asked.isFalse("oracle.net.ssl_server_dn_match")
                || asked.isFalse("ssl_server_dn_match")
                || url.contains("(ssl_server_dn_match=no)")
                || url.contains("(ssl_server_dn_match=off)");
        return anybody ? Encryption.UNVERIFIED : Encryption.VERIFIED;
    }

    private static Encryption clickHouse(OpenSettings asked) {
        String url = asked.url().toLowerCase(Locale.ROOT);
        boolean on = url.contains(":https://") || asked.isTrue("ssl") || asked.is("protocol", "https");
        if (!on) {
            return url.contains(":8443") || url.contains(":9440") ? Encryption.UNKNOWN : Encryption.OFF;
        }
        return asked.is("sslmode", "none") ? Encryption.UNVERIFIED : Encryption.VERIFIED;
    }

    /** Its {@code ssl:} takes any certificate, or none at all, unless the JVM has a trust store of its own. */
    private static Encryption h2(OpenSettings asked) {
        return !asked.url().toLowerCase(Locale.ROOT).contains(":ssl:")
                ? Encryption.OFF
                : System.getProperty("javax.net.ssl.trustStore") != null
                                && "false".equals(System.getProperty("h2.enableAnonymousTLS"))
                        ? Encryption.VERIFIED
                        : Encryption.UNVERIFIED;
    }

    private static Encryption hsqldb(OpenSettings asked) {
        String url = asked.url().toLowerCase(Locale.ROOT);
        return url.contains(":hsqls:") || url.contains(":https:") ? Encryption.VERIFIED : Encryption.OFF;
    }

    private static Encryption derby(OpenSettings asked) {
        return asked.is("ssl", "peerAuthentication")
                ? Encryption.VERIFIED
                : asked.is("ssl", "basic") ? Encryption.UNVERIFIED : Encryption.OFF;
    }
}
