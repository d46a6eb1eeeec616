package dev.seaworthy.sensor.http;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.context.ProxyVariables;
import dev.seaworthy.context.Sites;
import dev.seaworthy.context.Surroundings;
import dev.seaworthy.observation.HostClass;
import dev.seaworthy.observation.ProxyPassed;
import dev.seaworthy.observation.Target;
import dev.seaworthy.sensor.Observations;
import dev.seaworthy.sensor.Repeats;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which public hosts are called without the proxy that the environment names for them. Thread-safe, bounded. */
final class Routes {

    private final Surroundings surroundings;
    private final Repeats repeats;
    private final ProxyVariables variables = new ProxyVariables(System.getenv());

    Routes(Surroundings surroundings, Observations observations) {
        this.surroundings = surroundings;
        this.repeats = new Repeats(observations);
    }

    /** @param answer the proxies to try, in this order */
    void answered(@Nullable Object asked, @Nullable Object answer) {
        if (!variables.isSet() || !(asked instanceof URI uri) || !(answer instanceof List<?> list)) {
            return;
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        if (!web || scheme == null || host == null || list.size() != 1 || list.get(0) != Proxy.NO_PROXY) {
            return;
        }
        // Who told the JVM has decided what goes where.
        if (Hosts.classify(host) != HostClass.PUBLIC || ProxyVariables.isJvmTold(scheme)) {
            return;
        }
        boolean secure = scheme.equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        String variable = variables.wants(scheme, host, port);
        if (variable == null) {
            return;
        }
        Sites sites = surroundings.sites();
        long place = sites.calling(true);
        long key = (place * 31 + host.hashCode()) * 31 + port;
        if (repeats.take(key)) {
            String name = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
            Target target = new Target(secure ? "https" : "http", name, port, HostClass.PUBLIC, false);
            repeats.tell(
                    key,
                    new ProxyPassed(surroundings.at(sites.at(place)), target, variable, variables.proxy(variable)));
        }
    }

    /** Agent's thread. */
    void tick(long now) {
        repeats.tick(now);
    }
}
