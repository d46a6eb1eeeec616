package dev.seaworthy.context;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which paths orchestrators and load balancers ask to learn whether a process is well. Only whole segments count:
 * {@code /healthcare/orders} and {@code /patients/7/health} are an application's own.
 */
public final class Probes {

    /** By themselves, or behind one segment: the path of the web application, {@code /api}, {@code /manage}. */
    private static final Set<String> NAMES = Set.of(
            "health",
            "healthz",
            "healthcheck",
            "health-check",
            "livez",
            "readyz",
            "startupz",
            "liveness",
            "readiness",
            "ping");

    /** By itself only: behind something it is most often the status of that. */
    private static final String STATUS = "status";

    /** What Kubernetes' three probes are called behind {@code /health}. */
    private static final Set<String> KINDS =
            Set.of("live", "liveness", "ready", "readiness", "started", "startup", "well");

    private static final String HEALTH = "health";

    /** gRPC's own service of this kind; its methods are {@code Check} and {@code Watch}. */
    private static final String GRPC = "grpc.health.v1.Health";

    private Probes() {}

    /** Whether a health probe asks for that path; with or without a query. */
    public static boolean isProbe(@Nullable String path) {
        if (path == null) {
            return false;
        }
        int end = end(path);
        int from = path.startsWith("/") ? 1 : 0;
        int second = path.indexOf('/', from);
        boolean single = second < 0 || second >= end;
        if (single) {
            String only = path.substring(Math.min(from, end), end);
            return NAMES.contains(only) || only.equals(STATUS);
        }
        String first = path.substring(from, second);
        String rest = path.substring(second + 1, end);
        return first.equals(GRPC)
                || isBelow(first, rest)
                || NAMES.contains(rest)
                || isManaged(path.substring(from, end))
                || isKind(rest);
    }

    /** {@code health/live}. */
    private static boolean isBelow(String first, String rest) {
        return first.equals(HEALTH) && KINDS.contains(rest);
    }

    /** {@code shop/health/live}, without its first segment. */
    private static boolean isKind(String rest) {
        int slash = rest.indexOf('/');
        return slash > 0 && isBelow(rest.substring(0, slash), rest.substring(slash + 1));
    }

    /** Spring Boot's, Quarkus' and Helidon's, with all of its groups, wherever the application is mounted. */
    private static boolean isManaged(String path) {
        String between = "/".concat(path).concat("/");
        return between.contains("/actuator/health/")
                || between.contains("/q/health/")
                || between.contains("/observe/health/");
    }

    /** Without query, fragment, path parameter and closing slash. */
    private static int end(String path) {
        int end = 0;
        while (end < path.length() && "?#;".indexOf(path.charAt(end)) < 0) {
            end++;
        }
        return end > 1 && path.charAt(end - 1) == '/' ? end - 1 : end;
    }
}
