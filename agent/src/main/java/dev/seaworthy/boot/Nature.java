package dev.seaworthy.boot;

import dev.seaworthy.context.Surroundings;

/**
 * What kind of program this is. What a program does before it serves anything is start-up in a server, and its very
 * work in a program that never listens; until it is clear which one it is, judgement waits.
 */
final class Nature {

    /** A program that has not listened by now, and has nothing of a server about it, is none. */
    private static final long PLAIN_AFTER = 15_000;

    /** With something of a server about it, it may still be starting. */
    private static final long SLOW_SERVER_AFTER = 120_000;

    enum Kind {
        UNKNOWN,
        SERVER,
        PLAIN
    }

    /** Signs that a program that does not listen yet is going to. They prove nothing: they only gain time. */
    interface Signs {
        /** May take some tens of milliseconds; asked once. */
        boolean areThere();
    }

    private final Surroundings surroundings;
    private final long startedAt;
    private final Signs signs;
    private boolean asked;
    private boolean promising;

    Nature(Surroundings surroundings, long startedAt, Signs signs) {
        this.surroundings = surroundings;
        this.startedAt = startedAt;
        this.signs = signs;
    }

    /**
     * @param serverClasses whether classes of a server were woven; false for a program that ends because its work is done
     * @param last whether the JVM is going down
     */
    Kind kind(long now, boolean serverClasses, boolean last) {
        if (isServer() || wasOpened(now, last)) {
            surroundings.nativePorts().await(now);
            return Kind.SERVER;
        }
        if (last) {
            // A server that dies before it listens did nothing but start.
            return serverClasses ? Kind.SERVER : Kind.PLAIN;
        }
        if (now - startedAt <= PLAIN_AFTER) {
            return Kind.UNKNOWN;
        }
        boolean mayListen = serverClasses || isPromising();
        return now - startedAt > SLOW_SERVER_AFTER || !mayListen ? Kind.PLAIN : Kind.UNKNOWN;
    }

    private boolean isServer() {
        return surroundings.ports().any() || surroundings.units().hasServed();
    }

    /** Whether native code listens, while it still matters. */
    private boolean wasOpened(long now, boolean last) {
        if (now - startedAt > SLOW_SERVER_AFTER) {
            return false;
        }
        surroundings.nativePorts().look(now, last);
        return isServer();
    }

    private boolean isPromising() {
        if (!asked) {
            asked = true;
            promising = signs.areThere();
        }
        return promising;
    }
}
