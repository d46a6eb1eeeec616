package dev.seaworthy.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of proxies ({@code HTTPS_PROXY}, {@code NO_PROXY} and their kin, in either case), which Java
 * does not read, and whether the JVM was told otherwise. Immutable.
 */
public final class ProxyVariables {

    private static final int MOST_EXCEPTIONS = 1_000;

    private final @Nullable String http;
    private final @Nullable String https;
    private final List<String> exceptions = new ArrayList<>();
    private final boolean everywhere;
    private final Map<String, String> environment;

    public ProxyVariables(Map<String, String> environment) {
        this.environment = environment;
        String all = named("ALL_PROXY");
        String plain = named("HTTP_PROXY");
        String secure = named("HTTPS_PROXY");
        http = plain == null ? all : plain;
        https = secure == null ? all : secure;
        String except = http == null && https == null ? null : named("NO_PROXY");
        String text = except == null ? "" : environment.getOrDefault(except, "");
        for (String one : except == null ? new String[0] : text.split("[,;\\s]+")) {
            if (!one.isEmpty() && exceptions.size() < MOST_EXCEPTIONS) {
                exceptions.add(one.toLowerCase(Locale.ROOT));
            }
        }
        everywhere = exceptions.contains("*");
    }

    /** The variable of that name that is set; null if none is. */
    private @Nullable String named(String name) {
        for (String one : new String[] {name, name.toLowerCase(Locale.ROOT)}) {
            String value = environment.get(one);
            if (value != null && !value.isBlank()) {
                return one;
            }
        }
        return null;
    }

    /** Whether any of them is set, so that calls are worth a look. */
    public boolean isSet() {
        return !everywhere && (http != null || https != null);
    }

    /**
     * The variable that sends calls to that target through a proxy; null if none does.
     *
     * @param host as in a URL, with or without brackets
     */
    public @Nullable String wants(String scheme, String host, int port) {
        String variable = scheme.equalsIgnoreCase("https") ? https : http;
        return variable == null || isException(host, port) ? null : variable;
    }

    /** Host and port of the proxy that a variable names, without user and password; empty if it cannot be read. */
    public String proxy(String variable) {
        String value = environment.getOrDefault(variable, "").trim();
        int scheme = value.indexOf("://");
        String rest = scheme < 0 ? value : value.substring(scheme + 3);
        int path = rest.indexOf('/');
        rest = path < 0 ? rest : rest.substring(0, path);
        return rest.substring(rest.lastIndexOf('@') + 1);
    }

    /** Whether {@code NO_PROXY} names the target. */
    private boolean isException(String host, int port) {
        String name = plain(host.toLowerCase(Locale.ROOT));
        for (String one : exceptions) {
            if (one.equals("*") || names(one, name, port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String exception, String host, int port) {
        int slash = exception.indexOf('/');
        if (slash > 0) {
            return Addresses.isIn(host, plain(exception.substring(0, slash)), number(exception.substring(slash + 1)));
        }
        String name = exception;
        int colon = exception.lastIndexOf(':');
        boolean sixth = exception.indexOf(':') != colon && !exception.startsWith("[");
        if (colon > 0 && !sixth && !exception.endsWith("]")) {
            if (number(exception.substring(colon + 1)) != port) {
                return false;
            }
            name = exception.substring(0, colon);
        }
        name = plain(name);
        name = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
        return host.equals(name) || host.endsWith("." + name) && !name.isEmpty();
    }

    private static String plain(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** Whether the JVM's own settings say something of proxies for that scheme, so that the variable is not the last word. */
    public static boolean isJvmTold(String scheme) {
        return has(scheme.equalsIgnoreCase("https") ? "https.proxyHost" : "http.proxyHost")
                || has("socksProxyHost")
                || Boolean.getBoolean("java.net.useSystemProxies");
    }

    private static boolean has(String property) {
        String value = System.getProperty(property);
        return value != null && !value.isEmpty();
    }
}
