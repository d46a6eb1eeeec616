package dev.seaworthy.context;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Where a program may have an address from: which variable or property names it. Never gives out a value. Immutable. */
public final class ValueOrigins {

    private static final int MOST = 1_000;

    private final Map<String, String> environment;

    /** @param environment variables of this process */
    public ValueOrigins(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What holds that address, as {@code environment variable ORDERS_URL} or {@code system property orders.url}; empty if
     * nothing does, because it stands in the code or in a file.
     *
     * @param host as in a URL, without brackets
     */
    public String of(String host, int port) {
        for (Map.Entry<String, String> one : new TreeMap<>(environment).entrySet()) {
            if (names(one.getValue(), host, port)) {
                return "environment variable " + one.getKey();
            }
        }
        Properties properties = System.getProperties();
        int looks = 0;
        for (String name : ForeignProperties.names(properties)) {
            boolean own = name.startsWith("java.") || name.startsWith("sun.") || name.startsWith("jdk.");
            String value = own || ++looks > MOST ? null : ForeignProperties.property(properties, name);
            if (value != null && names(value, host, port)) {
                return "system property " + name;
            }
        }
        return "";
    }

    /** Whether a value is that address alone or a URL of it. */
    private static boolean names(String value, String host, int port) {
        String authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String text = value.trim();
        if (text.indexOf(' ') >= 0) {
            return false;
        }
        int scheme = text.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int at = text.regionMatches(true, from, authority, 0, authority.length()) ? from + authority.length() : -1;
        if (at < 0) {
            return false;
        }
        String rest = text.substring(at);
        String written = ":" + port;
        boolean isPort = rest.startsWith(written)
                && (rest.length() == written.length() || !Character.isDigit(rest.charAt(written.length())));
        boolean isDefault = scheme > 0 && (port == 80 || port == 443) && (rest.isEmpty() || rest.startsWith("/"));
        return isPort || isDefault;
    }
}
