package dev.seaworthy.context;

import dev.seaworthy.observation.HostClass;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges host names by their name alone, never by resolving them; literal addresses by their range. */
public final class Hosts {

    /** Names that the hosts file of a usual machine gives its loopback addresses. */
    private static final Set<String> LOOPBACK =
            Set.of("localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback");

    private static final Set<String> DEVELOPER = Set.of(
            "host.docker.internal",
            "gateway.docker.internal",
            "kubernetes.docker.internal",
            "docker.for.mac.localhost",
            "docker.for.mac.host.internal",
            "docker.for.win.localhost",
            "docker.for.win.host.internal",
            "host.containers.internal",
            "host.lima.internal",
            "host.minikube.internal",
            "host.k3d.internal",
            "host.rancher-desktop.internal",
            "10.0.2.2");

    /** Tunnels to a developer's machine, public mock services, public names for 127.0.0.1; with all below them. */
    private static final String[] DEVELOPER_DOMAINS = {
        "loca.lt",
        "localtunnel.me",
        "trycloudflare.com",
        "serveo.net",
        "localhost.run",
        "lhr.life",
        "devtunnels.ms",
        "pagekite.me",
        "webhook.site",
        "requestbin.com",
        "requestbin.net",
        "requestcatcher.com",
        "httpbin.org",
        "httpbun.com",
        "httpstat.us",
        "mockapi.io",
        "mockable.io",
        "mocky.io",
        "mockbin.org",
        "mock.pstmn.io",
        "postman-echo.com",
        "beeceptor.com",
        "reqres.in",
        "dummyjson.com",
        "jsonplaceholder.typicode.com",
        "smee.io",
        "lvh.me",
        "localtest.me"
    };

    private static final String[] INTERNAL_DOMAINS = {
        "svc", "cluster.local", "internal", "local", "lan", "corp", "consul", "intranet", "localdomain", "home.arpa"
    };

    private static final Set<String> METADATA = Set.of("metadata.google.internal", "metadata.goog");

    private Hosts() {}

    /** Class of a host as written in a URL, with or without brackets. */
    public static HostClass classify(String host) {
        String name = plain(host);
        if (name.isEmpty()) {
            return HostClass.LOOPBACK; // what the JDK makes of no host at all
        }
        if (DEVELOPER.contains(name)) {
            return HostClass.DEV_ONLY;
        }
        HostClass address = Addresses.classify(name);
        return address != null ? address : byName(name);
    }

    private static HostClass byName(String name) {
        if (LOOPBACK.contains(name) || isBelow(name, "localhost")) {
            return HostClass.LOOPBACK;
        }
        if (METADATA.contains(name)) {
            return HostClass.LINK_LOCAL;
        }
        if (isTunnel(name)) {
            return HostClass.DEV_ONLY;
        }
        for (String domain : DEVELOPER_DOMAINS) {
            if (name.equals(domain) || isBelow(name, domain)) {
                return HostClass.DEV_ONLY;
            }
        }
        if (name.indexOf('.') < 0 || isService(name)) {
            return HostClass.INTERNAL;
        }
        for (String domain : INTERNAL_DOMAINS) {
            if (isBelow(name, domain)) {
                return HostClass.INTERNAL;
            }
        }
        return HostClass.PUBLIC;
    }

    private static String plain(@Nullable String host) {
        if (host == null) {
            return "";
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isBelow(String name, String domain) {
        int dot = name.length() - domain.length() - 1;
        return dot > 0 && name.charAt(dot) == '.' && name.endsWith(domain);
    }

    /** {@code abc.ngrok.io}, {@code abc.eu.ngrok-free.app}; ngrok's own {@code ngrok.com} is an ordinary site. */
    private static boolean isTunnel(String name) {
        int last = name.lastIndexOf('.');
        int before = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        return before > 0 && name.startsWith("ngrok", before + 1) && !name.endsWith(".com");
    }

    /** A Kubernetes service under a cluster domain of its own: {@code orders.shop.svc.prod.acme.com}. */
    private static boolean isService(String name) {
        int namespace = name.indexOf('.');
        int third = namespace < 0 ? -1 : name.indexOf('.', namespace + 1);
        if (third < 0 || !name.startsWith("svc.", third + 1)) {
            return false;
        }
        return name.indexOf('.', third + 5) > 0; // *.svc.ms is a public domain
    }
}
