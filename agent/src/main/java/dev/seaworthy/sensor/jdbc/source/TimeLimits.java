package dev.seaworthy.sensor.jdbc.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a driver waits for a connection and for an answer, by what it was asked and its own default, each in its own
 * unit.
 *
 * @param connect milliseconds; 0 = for ever, −1 = unknown
 * @param read milliseconds; 0 = for ever, −1 = unknown
 */
record TimeLimits(long connect, long read) {

    private static final TimeLimits UNKNOWN = new TimeLimits(-1, -1);

    /** @param login seconds of {@code DriverManager.getLoginTimeout()}, which some drivers take for theirs */
    static TimeLimits of(String product, OpenSettings asked, int login) {
        return switch (product) {
            case "postgresql" -> postgres(asked, login);
            case "mysql" ->
                // Both 0 by default: the manual's "connectTimeout" and "socketTimeout", milliseconds.
                new TimeLimits(asked.number(0, "connectTimeout"), asked.number(0, "socketTimeout"));
            case "mariadb" ->
                new TimeLimits(
                        asked.number(login > 0 ? login * 1_000L : 30_000, "connectTimeout"),
                        asked.number(0, "socketTimeout"));
            case "sqlserver" -> sqlServer(asked);
            case "oracle" -> oracle(asked);
            case "h2" -> new TimeLimits(-1, asked.number(0, "NETWORK_TIMEOUT"));
            case "clickhouse", "ch" ->
                // Defaults differ between its generations; what was said is what counts.
                new TimeLimits(
                        asked.number(-1, "connection_timeout", "connect_timeout"), asked.number(-1, "socket_timeout"));
            default -> UNKNOWN;
        };
    }

    /** Seconds; a login timeout bounds the connect as well. */
    private static TimeLimits postgres(OpenSettings asked, int login) {
        long connect = seconds(asked.number(10, "connectTimeout"));
        long all = seconds(asked.number(login, "loginTimeout"));
        return new TimeLimits(connect == 0 ? all : connect, seconds(asked.number(0, "socketTimeout")));
    }

    /** {@code loginTimeout} and {@code queryTimeout} in seconds, {@code socketTimeout} in milliseconds. */
    private static TimeLimits sqlServer(OpenSettings asked) {
        long read = asked.number(0, "socketTimeout");
        String query = asked.get("queryTimeout");
        boolean bounded = query != null && !query.startsWith("-") && !query.equals("0");
        return new TimeLimits(
                seconds(asked.number(30, "loginTimeout")),
                read == 0 && bounded ? seconds(asked.number(0, "queryTimeout")) : read);
    }

    /** Milliseconds as properties, of the connection or of the JVM; seconds in a descriptor. */
    private static TimeLimits oracle(OpenSettings asked) {
        String said = first(asked, "oracle.jdbc.ReadTimeout", "oracle.net.READ_TIMEOUT");
        long connect = asked.number(-1, "oracle.net.CONNECT_TIMEOUT", "oracle.net.OUTBOUND_CONNECT_TIMEOUT");
        if (connect < 0) {
            connect = seconds(asked.number(inDescriptor(asked.url()), "connect_timeout", "transport_connect_timeout"));
        }
        return new TimeLimits(connect, said == null ? 0 : millis(said));
    }

    private static @Nullable String first(OpenSettings asked, String... names) {
        String said = asked.get(names);
        for (int i = 0; said == null && i < names.length; i++) {
            said = System.getProperty(names[i]);
        }
        return said;
    }

    /** The seconds of {@code (CONNECT_TIMEOUT=5)}; −1 where it is not there. */
    private static long inDescriptor(String url) {
        String upper = url.toUpperCase(Locale.ROOT).replace(" ", "");
        int at = upper.indexOf("CONNECT_TIMEOUT=");
        if (at < 0 || upper.indexOf('(') < 0) {
            return -1;
        }
        long value = 0;
        int digits = 0;
        for (int i = at + "CONNECT_TIMEOUT=".length(); i < upper.length() && digits < 9; i++) {
            char c = upper.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            value = value * 10 + c - '0';
            digits++;
        }
        return digits == 0 ? -1 : value;
    }

    private static long seconds(long value) {
        return value < 0 ? -1 : value * 1_000;
    }

    private static long millis(String text) {
        try {
            return Math.max(0, Long.parseLong(text.trim()));
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }
}
