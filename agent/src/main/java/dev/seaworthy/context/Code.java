package dev.seaworthy.context;

import dev.seaworthy.context.Ownership.Owner;

/** A class as far as it matters whose it is. Holds text only, so that it keeps no class alive. Thread-safe. */
final class Code {

    /** What is clear from the class itself. */
    enum Kind {
        /** The agent's own. */
        OURS,
        /** What the JDK puts between the two ends of a reflective call: as if it were not there. */
        REFLECTION,
        /** The JDK's, or the runtime's of another JVM language: passed through. */
        PLATFORM,
        /** Made at run time by a library or an agent: nobody's line. */
        NOBODY,
        /** Somebody wrote it. */
        ORDINARY
    }

    /** What its frames say of where it was made. */
    enum Lines {
        /** Each has one, as far as seen. */
        THERE,
        /** One has none: it may have been made at run time. */
        MISSING,
        /** One has none, though it is in a file. */
        LEFT_OUT,
        /** It was made at run time, by whichever library. */
        MADE
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

    volatile Lines lines = Lines.THERE;

    Code(String name, Kind kind, CodeBase base, boolean stream, boolean called) {
        this.name = name;
        this.kind = kind;
        this.base = base;
        this.stream = stream;
        this.called = called;
    }

    /** Whether its frames are not part of any stack. */
    boolean isLeftOut() {
        return kind == Kind.OURS || kind == Kind.REFLECTION;
    }

    /** Whether its frame may be nobody's line, so that the one that calls it matters. */
    boolean isDoubtful() {
        Lines known = lines;
        return known == Lines.MISSING || known == Lines.LEFT_OUT && base.isLined();
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
