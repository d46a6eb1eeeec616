package dev.seaworthy.context;

import dev.seaworthy.context.Ownership.Owner;

/** A class as far as it matters whose it is. Holds text only, so that it keeps no class alive. Thread-safe. */
final class Code {

    /** What is clear from the class itself. */
    enum Kind {
        /** The agent's own. */
        OURS,
        /** The JDK's, or the runtime's of another JVM language: passed through. */
        PLATFORM,
        /** Made at run time by a library or an agent: nobody's line. */
        NOBODY,
        /** Somebody wrote it. */
        ORDINARY
    }

    private static final int OWNER_BITS = 2;
    private static final Owner[] OWNERS = Owner.values();

    final String name;
    final Kind kind;
    final CodeBase base;
    /** Whether a print stream, as servers put one in front of the JVM's own, which passes on what somebody prints. */
    final boolean stream;
    /** Whether it is of a kind that containers call. */
    final boolean called;
    /** The owner by the latest judgement, with the state of knowledge that it was made in; -1 before the first. */
    private volatile int judged = -1;

    Code(String name, Kind kind, CodeBase base, boolean stream, boolean called) {
        this.name = name;
        this.kind = kind;
        this.base = base;
        this.stream = stream;
        this.called = called;
    }

    /** Whose it is by what is known now; judged anew only if more is known than the last time. */
    Owner owner(Ownership by) {
        int known = judged;
        int now = by.learned();
        if (known >>> OWNER_BITS == now && known >= 0) {
            return OWNERS[known & (1 << OWNER_BITS) - 1];
        }
        Owner owner = by.judge(this);
        judged = now << OWNER_BITS | owner.ordinal();
        return owner;
    }
}
