package dev.seaworthy.rule.jdbc;

/** Says a fix in the words of the driver that is there, each one sentence. */
final class DriverAdvice {

    private DriverAdvice() {}

    /** How to bound the wait for an answer, and for a connection where {@code connect}. */
    static String timeouts(String product, boolean connect) {
        return switch (product) {
            case "postgresql" ->
                "Add socketTimeout (seconds, a little above your slowest legal query) and connectTimeout=5 to the URL:"
                        + " ?socketTimeout=30&connectTimeout=5.";
            case "mysql", "mariadb" ->
                "Add socketTimeout (milliseconds, a little above your slowest legal query)"
                        + (connect ? " and connectTimeout=5000" : "") + " to the URL: ?socketTimeout=30000"
                        + (connect ? "&connectTimeout=5000." : ".");
            case "sqlserver" ->
                "Add socketTimeout (milliseconds, a little above your slowest legal query) to the URL:"
                        + " ;socketTimeout=30000.";
            case "oracle" ->
                "Set the connection property oracle.jdbc.ReadTimeout (milliseconds, a little above your slowest legal"
                        + " query) and oracle.net.CONNECT_TIMEOUT=5000.";
            case "h2" ->
                "Add NETWORK_TIMEOUT (milliseconds, a little above your slowest legal query) to the URL:"
                        + " ;NETWORK_TIMEOUT=30000.";
            default ->
                "Set the driver's socket timeout a little above your slowest legal query, and a connect timeout of a"
                        + " few seconds.";
        };
    }

    /** How to have the connection encrypted by a server that proves who it is. */
    static String encryption(String product) {
        return switch (product) {
            case "postgresql" ->
                "Add sslmode=verify-full to the URL, and sslrootcert where the server's certificate authority is your"
                        + " own.";
            case "mysql" ->
                "Add sslMode=VERIFY_IDENTITY to the URL, and a trust store where the authority is your own.";
            case "mariadb" -> "Add sslMode=verify-full to the URL, and serverSslCert where the authority is your own.";
            case "sqlserver" ->
                "Use encrypt=true with trustServerCertificate=false, and a trust store where the authority is your own.";
            case "oracle" -> "Use tcps:// in the URL with oracle.net.ssl_server_dn_match=true.";
            case "clickhouse", "ch" -> "Use https:// in the URL with sslmode=strict.";
            case "h2" -> "Use ssl: with a certificate of your own and -Dh2.enableAnonymousTLS=false, or a tunnel.";
            case "hsqldb" -> "Use hsqls: in the URL.";
            case "derby" -> "Add ssl=peerAuthentication to the URL and give the server a certificate.";
            default -> "Have the driver enforce TLS and verify the server's name.";
        };
    }
}
