package dev.seaworthy.observation;

/**
 * Where a call goes.
 *
 * @param scheme lower case
 * @param host as written in the URL, lower case, without brackets
 * @param port the effective port, 0 if unknown
 * @param hostClass what the host name says
 * @param ownPort whether this process itself listens on that port
 */
public record Target(String scheme, String host, int port, HostClass hostClass, boolean ownPort) {

    /** Scheme, host and port, without user info, path and query: {@code http://orders:8080}. */
    public String url() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme + "://" + name + (port > 0 ? ":" + port : "");
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }
}
