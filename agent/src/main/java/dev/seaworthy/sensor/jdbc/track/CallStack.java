package dev.seaworthy.sensor.jdbc.track;

import dev.seaworthy.context.Beat;
import dev.seaworthy.sensor.NestedCalls;
import dev.seaworthy.sensor.jdbc.discover.Discovery;
import dev.seaworthy.sensor.jdbc.discover.Hooks;
import dev.seaworthy.sensor.jdbc.pool.Lender;
import dev.seaworthy.sensor.jdbc.source.OpeningCall;
import dev.seaworthy.sensor.jdbc.source.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread that may hand out a connection and have not returned yet. Holds the application's objects only
 * while the call is on the stack; frames are used again.
 */
final class CallStack {

    private static final int DEEPEST = 64;

    private Frame[] frames = new Frame[0];
    private int depth;

    /** One call. */
    static final class Frame {
        int op;
        private @Nullable Object self;
        /** What is known of {@link #self} where it lent a connection before: then that is not held here, too. */
        private @Nullable Lender lender;

        private boolean lends;

        @Nullable
        Object b;

        @Nullable
        Object c;

        long nanos;
        /** When it began, as {@link Beat} has it. */
        private long since;
        /** Whether a call inside it had a connection lent: what it hands out itself is that one, wrapped perhaps. */
        boolean lent;
        /** Whether a call inside it made a connection. */
        boolean produced;
        /** The database of the connection that a call inside it made. */
        @Nullable
        Target opened;

        /** That connection. */
        @Nullable
        TrackedConnection made;

        @Nullable
        Object self() {
            return lends && lender != null ? lender.get() : self;
        }

        /** Null where that is not known yet. */
        @Nullable
        Lender lender() {
            return lends ? lender : null;
        }

        private boolean is(@Nullable Object one) {
            return lends && lender != null ? one != null && lender.refersTo(one) : self == one;
        }

        /** Writing a reference costs as much as ten look-ups: a thread most often borrows where it did before. */
        private void self(@Nullable Object one, @Nullable Lender last) {
            lends = one != null && last != null && last.refersTo(one);
            if (!lends) {
                self = one;
            } else if (lender != last) {
                lender = last;
            }
        }

        private OpeningCall call() {
            return new OpeningCall(self(), b, c);
        }

        /** Holds nothing any more, and is ready for another call. */
        void clear() {
            lent = false;
            produced = false;
            made = null;
            self = null;
            b = null;
            c = null;
            opened = null;
        }
    }

    /** @param last what the thread borrowed of last */
    void push(int op, @Nullable Object self, @Nullable Object b, @Nullable Object c, @Nullable Lender last) {
        long now = op == Hooks.OPEN ? System.nanoTime() : 0;
        long since = Beat.NOW.nanos();
        forget(since);
        if (depth >= DEEPEST) {
            // Deeper than any driver: a loop. What is below still pops by name.
            return;
        }
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, depth + 4);
            for (int i = depth; i < frames.length; i++) {
                frames[i] = new Frame();
            }
        }
        Frame frame = frames[depth++];
        frame.clear(); // what took it off last may have failed before it did
        frame.op = op;
        frame.self(self, last);
        frame.b = b;
        frame.c = c;
        frame.nanos = now;
        frame.since = since;
    }

    /** Forgets calls that began too long before {@code now} to be under way: they had no room to say that they were over. */
    void forget(long now) {
        if (depth > 0 && now - frames[0].since > NestedCalls.LONGEST_NANOS) {
            forgetFrom(0);
        }
    }

    /**
     * Takes off the call that returned, and whatever above it never said that it did. Null where it is not there.
     *
     * @param self null where the woven method no longer knows it
     */
    @Nullable
    Frame pop(int op, @Nullable Object self) {
        for (int i = depth - 1; i >= 0; i--) {
            Frame frame = frames[i];
            if (frame.op == op && (self == null || frame.is(self))) {
                forgetFrom(i + 1);
                depth = i;
                return frame;
            }
        }
        return null;
    }

    private void forgetFrom(int from) {
        for (int above = depth - 1; above >= from; above--) {
            frames[above].clear();
        }
        depth = from;
    }

    /** A physical connection was made inside all the calls that are still open. */
    void produced(Target target) {
        for (int i = 0; i < depth; i++) {
            frames[i].produced = true;
            frames[i].opened = target;
        }
    }

    /** The same once it is known. */
    void made(TrackedConnection connection) {
        for (int i = 0; i < depth; i++) {
            frames[i].made = connection;
        }
    }

    /**
     * A connection was lent to the calls that are still open.
     *
     * @return whether a DataSource among them, which was taken for a driver's, turned out to hand on what it is lent
     */
    boolean lent(Discovery discovery) {
        boolean news = false;
        for (int i = 0; i < depth; i++) {
            Frame frame = frames[i];
            frame.lent = true;
            Object self = frame.op == Hooks.OPEN ? frame.self() : null;
            if (self != null && discovery.handsOn(self)) {
                frame.op = Hooks.BORROW;
                news = true;
            }
        }
        return news;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    boolean has(int op) {
        for (int i = 0; i < depth; i++) {
            if (frames[i].op == op) {
                return true;
            }
        }
        return false;
    }

    /** The call just popped, and those around it that may open a connection, too, the innermost first. */
    List<OpeningCall> opening(Frame popped) {
        List<OpeningCall> calls = new ArrayList<>();
        calls.add(popped.call());
        for (int i = depth - 1; i >= 0 && frames[i].op == Hooks.OPEN; i--) {
            calls.add(frames[i].call());
        }
        return calls;
    }

    /** Each DataSource that is being borrowed from now, the innermost first. */
    void eachLender(Consumer<Object> look) {
        for (int i = depth - 1; i >= 0; i--) {
            Object self = frames[i].op == Hooks.BORROW ? frames[i].self() : null;
            if (self != null) {
                look.accept(self);
            }
        }
    }
}
