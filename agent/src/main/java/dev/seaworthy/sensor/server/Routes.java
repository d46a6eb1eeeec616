package dev.seaworthy.sensor.server;

import dev.seaworthy.context.Segments;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Turns the path of a request into its route: whatever looks like an identifier, a name of one thing or a secret is
 * {@code {}}. A path that was seen lately costs one look-up. Thread-safe, bounded: beyond {@value #MOST} routes all
 * others are one a method.
 */
final class Routes {

    private static final int PATHS = 1 << 11;
    private static final int MOST = 1_000;
    private static final int LONGEST_PATH = 512;
    private static final int MOST_SEGMENTS = 12;

    private final AtomicReferenceArray<@Nullable Known> paths = new AtomicReferenceArray<>(PATHS);
    private final ConcurrentHashMap<String, String> routes = new ConcurrentHashMap<>();

    private final LongAdder dropped = new LongAdder();

    private record Known(String method, String path, String route) {}

    /** The route; empty where method or path are not known. */
    String of(@Nullable String method, @Nullable String path) {
        if (method == null || path == null || method.isEmpty() || method.length() > 10) {
            return "";
        }
        int slot = (path.hashCode() * 31 + method.hashCode()) * 0x9E3779B9 >>> 21;
        Known known = paths.get(slot);
        if (known != null && known.path.equals(path) && known.method.equals(method)) {
            return known.route;
        }
        String route = intern(method, read(method, path));
        if (path.length() <= LONGEST_PATH) {
            paths.set(slot, new Known(method, path, route));
        }
        return route;
    }

    /** How many requests had no route of their own, since the last call. */
    long takeDropped() {
        return dropped.sumThenReset();
    }

    private String intern(String method, String route) {
        String known = routes.get(route);
        if (known != null) {
            return known;
        }
        if (routes.size() >= MOST) {
            dropped.increment();
            return method.concat(" …");
        }
        String other = routes.putIfAbsent(route, route);
        return other == null ? route : other;
    }

    private static String read(String method, String path) {
        StringBuilder route =
                new StringBuilder(path.length() + 8).append(method).append(' ');
        int end = end(path);
        int segments = 0;
        int from = 0;
        while (from < end) {
            if (path.charAt(from) == '/') {
                from++;
                continue;
            }
            if (++segments > MOST_SEGMENTS) {
                return route.append("/…").toString();
            }
            int to = from;
            while (to < end && path.charAt(to) != '/') {
                to++;
            }
            route.append('/');
            if (Segments.isName(path, from, to)) {
                route.append(path, from, to);
            } else {
                route.append("{}");
            }
            from = to;
        }
        return segments == 0 ? route.append('/').toString() : route.toString();
    }

    /** Without query and fragment. */
    private static int end(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' || c == '#') {
                return i;
            }
        }
        return path.length();
    }
}
