package dev.seaworthy.boot;

import dev.seaworthy.context.Surroundings;

/**
 * What kind of program this is. What a program does before it serves anything is start-up in a server, and its very
 * work in a program that never listens; until it is clear which one it is, judgement waits.
 */
final class Nature {

    /** A program that has not listened by now, and has nothing of a server about it, is none. */
    private static final long PLAIN_AFTER = 15_000;

    /** With a server's classes loaded it may still be starting. */
    private static final long SLOW_SERVER_AFTER = 120_000;

    enum Kind {
        UNKNOWN,
        SERVER,
        PLAIN
    }

    private final Surroundings surroundings;
    private final long startedAt;

    Nature(Surroundings surroundings, long startedAt) {
        this.surroundings = surroundings;
        this.startedAt = startedAt;
    }

    /**
     * @param serverClasses whether classes of a server were woven
     * @param last whether the JVM is going down
     */
    Kind kind(long now, boolean serverClasses, boolean last) {
        if (surroundings.ports().any() || surroundings.units().hasServed()) {
            return Kind.SERVER;
        }
        if (last) {
            // A server that dies before it listens did nothing but start.
            return serverClasses ? Kind.SERVER : Kind.PLAIN;
        }
        return now - startedAt > (serverClasses ? SLOW_SERVER_AFTER : PLAIN_AFTER) ? Kind.PLAIN : Kind.UNKNOWN;
    }
}
