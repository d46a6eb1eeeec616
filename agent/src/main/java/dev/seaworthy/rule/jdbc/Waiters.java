package dev.seaworthy.rule.jdbc;

import dev.seaworthy.observation.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Who waited for a connection of one pool within the last minute, in words: a job is no request. */
final class Waiters {

    private static final long WINDOW_MILLIS = 60_000;
    private static final int MOST = 64;

    private final Deque<Wait> recent = new ArrayDeque<>();

    private record Wait(long millis, String who) {}

    void take(Origin origin) {
        long now = origin.millis();
        recent.add(new Wait(now, one(origin)));
        while (now - recent.element().millis() > WINDOW_MILLIS || recent.size() > MOST) {
            recent.remove();
        }
    }

    int count() {
        return recent.size();
    }

    /** {@code 3 requests}, {@code 1 job and 2 requests}. */
    String counted() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        recent.forEach(wait -> counts.merge(wait.who(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey() + (one.getValue() == 1 ? "" : "s"))
                .collect(Collectors.joining(" and "));
    }

    /** What the unit of work is called; where none is visible, all that is known is that somebody borrowed. */
    static String one(Origin origin) {
        return switch (origin.unit().kind()) {
            case REQUEST -> "request";
            case MESSAGE -> "message";
            case NONE -> "borrower";
            default -> "job";
        };
    }
}
