package dev.seaworthy.rule.http;

import dev.seaworthy.context.Hosts;
import dev.seaworthy.observation.CallSent;
import dev.seaworthy.observation.HostClass;

/** Hosts that only a developer's set-up has: the machine around a container, tunnels, public mock services. */
final class DeveloperHosts {

    private DeveloperHosts() {}

    /** Whether the name stands for the developer's own machine, seen from a container or an emulator. */
    static boolean isOwnMachine(String host) {
        return host.equals("10.0.2.2")
                || host.startsWith("docker.for.")
                || (host.startsWith("host.") || host.startsWith("gateway.") || host.startsWith("kubernetes."))
                        && (host.endsWith(".internal") || host.endsWith(".lima"))
                        && Hosts.classify(host) == HostClass.DEV_ONLY;
    }

    /** Whether nothing that is said to that host leaves the machine, or the machine around it. */
    static boolean isNear(String host) {
        HostClass is = Hosts.classify(host);
        return is == HostClass.LOOPBACK || is == HostClass.LINK_LOCAL || isOwnMachine(host);
    }

    /** Whether the call goes to the machine that it comes from. */
    static boolean isOwnMachine(CallSent seen) {
        return seen.target().hostClass() == HostClass.LOOPBACK
                || isOwnMachine(seen.target().host());
    }

    /** Whether the host is a bare address rather than a name. */
    static boolean isAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }
}
