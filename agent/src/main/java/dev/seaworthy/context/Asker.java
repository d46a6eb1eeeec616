package dev.seaworthy.context;

import dev.seaworthy.context.Ownership.Owner;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds who asked a class loader for something, by the few frames behind the hook. */
final class Asker {

    private static final int DEEPEST = 16;

    /** Class and loaders hand a question on to one another. */
    private static final int FETCHED = 8;

    static final StackWalker WALKER = Walkers.fetching(FETCHED);

    private Asker() {}

    /**
     * Where the class lies that may be the application's and that asked itself: only {@link Class} and loaders stand in
     * between. Null for all others, and where a loader asks its parent.
     */
    static @Nullable String base(Ownership ownership, Stream<StackWalker.StackFrame> stack) {
        StackWalker.StackFrame hooked = null;
        int left = DEEPEST;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); left > 0 && each.hasNext(); left--) {
            StackWalker.StackFrame frame = each.next();
            Code code = ownership.of(frame.getDeclaringClass());
            if (code.isLeftOut()) {
                continue;
            }
            if (hooked == null) {
                hooked = frame;
            } else if (code.kind != Code.Kind.PLATFORM) {
                Owner owner = code.owner(ownership);
                return owner == Owner.APPLICATION || owner == Owner.POSSIBLE ? code.base.location : null;
            } else if (!isHandingOn(frame) || isSame(frame, hooked)) {
                return null;
            }
        }
        return null;
    }

    private static boolean isHandingOn(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return type == Class.class || ClassLoader.class.isAssignableFrom(type);
    }

    private static boolean isSame(StackWalker.StackFrame frame, StackWalker.StackFrame other) {
        return frame.getDeclaringClass() == other.getDeclaringClass()
                && frame.getMethodName().equals(other.getMethodName());
    }
}
